import { formatDate } from '#kernel/dates';
import { cents, formatMoney } from '#kernel/money';
import type { Locale } from '../http/errors.ts';
import type { CheckedRow } from './check-rows.ts';
import { fieldOf, type ImportField, type ImportKind } from './kind.ts';
import type { Mapping } from './recognise.ts';
import type { References } from './references.ts';

/** The first rows as they would be stored, in words of the person's language. */
export interface Preview {
  columns: { field: string; title: string }[];
  rows: { row: number; act: 'create' | 'update' | 'skip' | 'refuse'; cells: string[] }[];
  /** Control totals over all rows of the file: every field of money that is stored, in cents. */
  totals: { field: string; title: string; cents: number }[];
}

const MOST = 20;
const LONGEST = 120;

/** Collects rows until there are enough; fields in the order of the kind. */
export function openPreview(
  kind: ImportKind,
  mapping: Mapping,
  references: References,
  locale: Locale,
): { shown: Preview; add(row: CheckedRow): void } {
  const mapped = new Set(mapping.map(({ field }) => field));
  const fields = kind.fields.filter(({ name }) => mapped.has(name));
  const shown: Preview = {
    columns: fields.map(({ name, label }) => ({ field: name, title: label(locale) })),
    rows: [],
    totals: [],
  };
  return {
    shown,
    add({ row, values, faults, plan }) {
      addUp(kind, values, shown.totals, locale);
      if (shown.rows.length >= MOST) return;
      const cells = fields.map((field) =>
        inWords(kind, field, values[field.name], references, locale).slice(0, LONGEST),
      );
      shown.rows.push({ row, act: faults.length > 0 ? 'refuse' : plan.act, cells });
    },
  };
}

/** Adds the amounts of a row to the totals; a field counts from its first amount on. */
function addUp(
  kind: ImportKind,
  values: CheckedRow['values'],
  totals: Preview['totals'],
  locale: Locale,
): void {
  for (const { name, label, type } of kind.fields) {
    const value = values[name];
    if (type.is !== 'money' || typeof value !== 'number' || !(name in kind.schema.shape)) continue;
    const known = totals.find(({ field }) => field === name);
    if (known) known.cents += value;
    else totals.push({ field: name, title: label(locale), cents: value });
  }
}

const YES_NO = { de: ['nein', 'ja'], en: ['no', 'yes'] } as const;

function inWords(
  kind: ImportKind,
  { name }: ImportField,
  value: unknown,
  references: References,
  locale: Locale,
): string {
  if (value === undefined || value === null) return '';
  const { type } = fieldOf(kind, name);
  switch (type.is) {
    case 'money':
      return formatMoney(cents(Number(value)), locale);
    case 'date':
      return formatDate(value as never, locale);
    case 'yes_no':
      return YES_NO[locale][value ? 1 : 0];
    case 'record_number':
      return `${type.prefix}-${String(value).padStart(3, '0')}`;
    case 'choice':
      return type.of[String(value)]?.[locale === 'de' ? 0 : 1] ?? String(value);
    case 'reference':
      return references.nameOf(name, value) ?? '';
    default:
      return String(value);
  }
}
