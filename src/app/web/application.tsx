import { createRoot, hydrateRoot } from 'react-dom/client';
import type { organisationContract } from '#modules/organisation/contract';
import { api, connect, loadLive, problemOf, reachServer, statusOf, watchOutage } from '#platform/client';
import { m } from '#texts';
import { getLocale, overwriteGetLocale } from '#texts/runtime';
import type { FirstAnswer } from '../first-answers.ts';
import { AppTree, queryClient } from './app-tree.tsx';
import { doEarlyInput } from './early-input.ts';
import { type AppRouter, appRouter, Broken, takeOverLinks } from './router.tsx';

connect(() =>
  import('#generated/contract.json', { with: { type: 'json' } }).then((read) => read.default as never),
);
// Read once: every text would look into the cookies anew. Another language reloads the page.
const locale = getLocale();
overwriteGetLocale(() => locale);
document.documentElement.lang = locale;

const block = document.getElementById('first-answers')?.textContent;
const client = queryClient(block ? (JSON.parse(block) as FirstAnswer[]) : []);

const toSignIn = () =>
  location.assign(`/anmelden?weiter=${encodeURIComponent(location.pathname + location.search)}`);
client.getQueryCache().subscribe((event) => {
  if (event.type === 'updated' && event.action.type === 'error' && statusOf(event.action.error) === 401)
    toSignIn();
});

async function readSession(): Promise<void> {
  const session = await api<typeof organisationContract>('organisation').session({});
  client.setQueryData(['session'], session);
}

async function show(root: HTMLElement): Promise<void> {
  const router = appRouter();
  const drawn = root.firstChild !== null;
  // Tells the router that its boundaries stand in the HTML as the server writes them.
  if (drawn) router.ssr = { manifest: undefined };
  await router.load();
  takeOverLinks((href) => void router.navigate({ to: href }));
  const tree = <AppTree client={client} router={router} onAnswering={doEarlyInput} />;
  if (drawn) hydrateRoot(root, tree);
  else createRoot(root).render(tree);
  // At hand before the first click, out of the way of the first rows.
  const soon = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  soon(() => void reachServer().catch(() => undefined));
  soon(() => void stayLive(router).catch(() => undefined));
}

/** Pages work without it; what changes is then seen at the next visit. */
async function stayLive(router: AppRouter): Promise<void> {
  const [{ goLive }, { liveKeys }] = await Promise.all([loadLive(), import('./live-keys.ts')]);
  goLive({ client, keys: liveKeys, onPage: (then) => void router.subscribe('onResolved', then) });
}

/** Whatever is missing, the page says so and offers another try instead of staying blank. */
async function begin(root: HTMLElement): Promise<void> {
  try {
    if (!client.getQueryData(['session'])) await readSession();
    await show(root);
  } catch (error) {
    if (statusOf(error) === 401) return toSignIn();
    const notice = createRoot(root);
    const retry = () => {
      notice.unmount();
      void begin(root);
    };
    notice.render(<Broken text={problemOf(error)?.text ?? m.platform_offline()} retry={retry} />);
  }
}

watchOutage(client);
const root = document.getElementById('root');
if (root) void begin(root);
