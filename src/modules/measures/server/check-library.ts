import { refuse } from '#kernel/refuse';
import { measureLibrary } from '#modules/catalogue';

/** Refuses keys that the library does not have; `keys` as a measure holds them, with blanks between them. */
export function checkLibrary(keys: unknown): void {
  if (typeof keys !== 'string' || keys === '') return;
  const known = new Set(measureLibrary().measures.map(({ id }) => id));
  if (keys.split(' ').some((key) => !known.has(key)))
    refuse('invalid', 'invalid_input', [{ path: 'library', code: 'unknown_reference' }]);
}
