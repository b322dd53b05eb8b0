import { refuse } from '#kernel/refuse';
import { townLibrary } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';

/**
 * Refuses keys that the library of the town does not have; `keys` as a measure holds them, with blanks between them. What it held
 * `before` may have left the library since.
 */
export async function checkLibrary(tx: TownTx, keys: unknown, before: unknown = ''): Promise<void> {
  if (typeof keys !== 'string' || keys === '') return;
  const known = new Set((await townLibrary(tx)).measures.map(({ id }) => id));
  for (const key of String(before).split(' ')) known.add(key);
  if (keys.split(' ').some((key) => !known.has(key)))
    refuse('invalid', 'invalid_input', [{ path: 'library', code: 'unknown_reference' }]);
}
