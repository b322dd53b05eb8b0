import type { RouteOutput } from '#kernel/route';
import type { libraryContract as contract } from '../contract-library.ts';
import type { LocalText } from '../domain/catalogue-reader.ts';
import { daysOf, type LibraryMeasure } from '../domain/measure-library.ts';
import { namedAs } from '../domain/requirement-name.ts';
import { findRequirement } from './load-catalogues.ts';

type Summary = RouteOutput<typeof contract.list>['rows'][number];

/** What lists and suggestions show of a measure. */
export function summaryOf(measure: LibraryMeasure): Summary {
  const { id, area, also, title, what, horizon, role, once, yearly, budgetKind } = measure;
  const days = { ownDays: daysOf(measure, 'own'), externalDays: daysOf(measure, 'external') };
  const origin = measure.origin ?? null;
  return { id, area, also, title, what, horizon, role, ...days, once, yearly, budgetKind, origin };
}

/** What people call `itil:incident`, in both languages. */
export function requirementNamed(key: string): { key: string; name: LocalText } {
  const [framework = '', code = ''] = key.split(':', 2);
  const title = findRequirement(framework, code)?.title ?? { de: code, en: code };
  return { key, name: { de: namedAs(framework, code, title.de), en: namedAs(framework, code, title.en) } };
}
