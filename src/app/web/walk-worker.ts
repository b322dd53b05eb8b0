/**
 * Keeps the page of the walk-through on the device: the files of one build, listed when it was built, and nothing else.
 * It answers below /rundgang only. Answers of the interface never pass through here: what a device may keep of them
 * lies in the database of the walk-through, under the person it was read for.
 */
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Worker {
  addEventListener(name: 'install' | 'activate', listen: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', listen: (event: Asked) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const worker = self as unknown as Worker;

/** Put in by the build (scripts/walk-files.ts): a name of this build, and its files. */
declare const WALK_BUILD: { version: string; files: string[] };

const PAGE = '/rundgang';
const PREFIX = 'rundgang ';
const CACHE = PREFIX + WALK_BUILD.version;
const FILES = new Set(WALK_BUILD.files);
/** Longer than this nobody looks at an empty page because the network is weak. */
const PATIENCE_MS = 2_500;

worker.addEventListener('install', (event) => event.waitUntil(keep()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
worker.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate') event.respondWith(page());
  else if (FILES.has(pathname)) event.respondWith(file(pathname));
});

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: 'reload' })));
  await worker.skipWaiting();
}

async function dropOlder(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

/** The page as the server has it, or as it is kept when nobody answers soon. */
async function page(): Promise<Response> {
  try {
    const fresh = await fetch(PAGE, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (fresh.ok) return fresh;
  } catch {
    // Falls through to what is kept.
  }
  return (await caches.match(PAGE)) ?? Response.error();
}

const file = async (path: string): Promise<Response> => (await caches.match(path)) ?? fetch(path);
