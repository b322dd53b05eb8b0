/** The device's database; without a library, so that signing out elsewhere does not load one. */
export const DATABASE = 'sollstand-walk';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** How many captures of anybody this device has not sent; begun forms count. */
export async function unsentHere(): Promise<number> {
  if (!(await indexedDB.databases()).some(({ name }) => name === DATABASE)) return 0;
  const database = await done(indexedDB.open(DATABASE));
  try {
    const counts = ['outbox', 'drafts'].map((name) =>
      done(database.transaction(name).objectStore(name).count()),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  } finally {
    database.close();
  }
}
