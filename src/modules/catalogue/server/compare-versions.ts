import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { controlsOf, givenControls, sideBySide, versionOf } from './own-store.ts';

type Changes = RouteOutput<typeof contract.changes>;

/** Two versions side by side, control by control. */
export async function compareVersions(
  tx: TownTx,
  { id, from, to }: Omit<RouteInput<typeof contract.changes>, 'town'>,
): Promise<Changes> {
  const [before, after] = [await versionOf(tx, id, from), await versionOf(tx, id, to)];
  return changesIn(await sideBySide(tx, id, controlsOf(tx, before.id), controlsOf(tx, after.id)));
}

/** What would change against a version if these controls came next. */
export async function compareWith(
  tx: TownTx,
  { id, seq }: { id: string; seq: number },
  controls: readonly object[],
): Promise<Changes> {
  const before = await versionOf(tx, id, seq);
  return changesIn(await sideBySide(tx, id, controlsOf(tx, before.id), givenControls(controls)));
}

function changesIn(rows: Awaited<ReturnType<typeof sideBySide>>): Changes {
  const title = (text: string | null) => (text ?? '').split('\n')[0] ?? '';
  const changed = rows.filter(({ was, is, alike }) => was !== null && is !== null && !alike);
  return {
    same: rows.filter(({ alike }) => alike).length,
    added: rows.filter(({ was }) => was === null).map(({ code, is }) => ({ code, title: title(is) })),
    removed: rows.filter(({ is }) => is === null).map(({ code, was }) => ({ code, title: title(was) })),
    changed: changed.map(({ code, was, is, answered }) => ({
      code,
      before: was ?? '',
      after: is ?? '',
      answered,
    })),
  };
}
