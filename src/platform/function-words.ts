import type { Fn } from '#kernel/functions';
import { sentence } from './http/errors.ts';

/** Functions in the words of the administration, as they are kept with a record: "Kämmerei, IT-Leitung". */
export const functionWords = (functions: readonly Fn[]): string =>
  functions.map((fn) => sentence(`function_${fn}`, {}, 'de')).join(', ');
