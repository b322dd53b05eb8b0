import type { Ground } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { MoneyField, Select, TextField } from '#ui-kit/fields';
import { Grid, Stack } from '#ui-kit/page';
import { certaintyOptions, type spending } from './spending-words.ts';

export type GuideItem = Awaited<ReturnType<typeof spending.guide>>['items'][number];
type Figure = GuideItem['figures'][number];
type Sent = Parameters<typeof spending.putGuide>[0]['figures'][number];

/**
 * One field of the form per cell, named as the server names it in a refusal (`figures.3.amountCents`), so that faults
 * find their field and two who work at the same area meet field by field.
 */
export type GuideValue = Record<string, string | number | null>;

const cell = (at: number, field: keyof Figure) => `figures.${at}.${field}`;
const figuresIn = (items: readonly GuideItem[]) => items.flatMap(({ figures }) => figures);

export const guideValue = (items: readonly GuideItem[]): GuideValue =>
  Object.fromEntries(
    figuresIn(items).flatMap((figure, at) =>
      (['version', 'amountCents', 'certainty', 'source'] as const).map((field) => [
        cell(at, field),
        figure[field],
      ]),
    ),
  );

/** The area as a form holds it; its version grows with every figure that is kept or changed. */
export const groundOf = (items: readonly GuideItem[]): Ground<GuideValue> => ({
  version: figuresIn(items).reduce((sum, { version }) => sum + version, 0),
  value: guideValue(items),
});

/** Everything the form holds, in the order of its fields. */
export const figuresOf = (items: readonly GuideItem[], value: GuideValue): Sent[] =>
  items
    .flatMap(({ key, figures }) => figures.map(({ year }) => ({ item: key, year })))
    .map(({ item, year }, at) => ({
      item,
      year,
      version: Number(value[cell(at, 'version')] ?? 0),
      certainty: String(value[cell(at, 'certainty')] ?? 'open') as Sent['certainty'],
      amountCents: (value[cell(at, 'amountCents')] ?? null) as number | null,
      source: String(value[cell(at, 'source')] ?? ''),
    }));

interface ItemProps {
  item: GuideItem;
  /** Place of its first figure in the form. */
  from: number;
  value: GuideValue;
  change: (part: GuideValue) => void;
}

/** One usual item with its three years side by side. */
export function GuideItemFields({ item, from, value, change }: ItemProps) {
  const locale = getLocale();
  return (
    <fieldset className="k-field k-card">
      <legend className="k-label">{item.title[locale]}</legend>
      <p className="k-help">{item.help[locale]}</p>
      <Grid min="10rem">
        {item.figures.map(({ year }, at) => (
          <FigureFields key={year} year={year} at={from + at} value={value} change={change} />
        ))}
      </Grid>
    </fieldset>
  );
}

interface FigureProps extends Pick<ItemProps, 'value' | 'change'> {
  year: number;
  at: number;
}

/** An amount makes a figure estimated until somebody says that it is measured; what is unknown has none. */
function FigureFields({ year, at, value, change }: FigureProps) {
  const certainty = String(value[cell(at, 'certainty')] ?? 'open');
  const amount = (amountCents: number | null) =>
    change({
      [cell(at, 'amountCents')]: amountCents,
      ...(amountCents !== null && (certainty === 'open' || certainty === 'unknown')
        ? { [cell(at, 'certainty')]: 'estimated' }
        : {}),
    });
  const choose = (chosen: string) =>
    change({
      [cell(at, 'certainty')]: chosen,
      ...(chosen === 'unknown' || chosen === 'open' ? { [cell(at, 'amountCents')]: null } : {}),
    });
  return (
    <Stack>
      <MoneyField
        name={cell(at, 'amountCents')}
        label={m.budget_guide_amount({ year })}
        optional
        value={(value[cell(at, 'amountCents')] ?? null) as number | null}
        onChange={amount}
      />
      <Select
        name={cell(at, 'certainty')}
        label={m.budget_guide_certainty({ year })}
        options={[{ value: 'open', label: m.budget_certainty_open() }, ...certaintyOptions()]}
        value={certainty}
        onChange={choose}
      />
      <TextField
        name={cell(at, 'source')}
        label={m.budget_guide_source({ year })}
        optional
        value={String(value[cell(at, 'source')] ?? '')}
        onChange={(source) => change({ [cell(at, 'source')]: source })}
      />
    </Stack>
  );
}
