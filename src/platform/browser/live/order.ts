const parts = (cursor: string): [bigint, number] => {
  const [xid = '0', id = '0'] = cursor.split('-');
  return [BigInt(xid), Number(id)];
};

/** True when the second place in the journal comes after the first. */
export function inOrder(first: string, second: string): boolean {
  const [a, b] = [parts(first), parts(second)];
  return b[0] > a[0] || (b[0] === a[0] && b[1] > a[1]);
}
