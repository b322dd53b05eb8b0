import type { Chart, CountChart } from '#kernel/chart';
import { type Certainty, type Figure, WORK_KINDS, type WorkKind } from './activities.ts';

export interface Words {
  readonly kindName: string;
  readonly shareName: string;
  readonly kinds: Readonly<Record<WorkKind, string>>;
  readonly certainty: Readonly<Record<Certainty, string>>;
  readonly title: (v: { kind: string; share: number; strategic: number; certainty: string }) => string;
  readonly mostlyStrategic: (v: { strategic: number; certainty: string }) => string;
  readonly all: (v: { values: string }) => string;
}

/** Share of the time by kind of work; null while nothing is known. The title says what takes most and what is left for strategy. */
export function shareChart(
  figure: Figure | null,
  certainty: Certainty,
  locale: CountChart['locale'],
  words: Words,
): Chart | null {
  if (!figure) return null;
  const { shares } = figure;
  const [most] = [...WORK_KINDS].sort((a, b) => shares[b] - shares[a]);
  if (!most) return null;
  const said = { strategic: shares.strategic, certainty: words.certainty[certainty] };
  return {
    title:
      most === 'strategic'
        ? words.mostlyStrategic(said)
        : words.title({ ...said, kind: words.kinds[most], share: shares[most] }),
    description: words.all({
      values: WORK_KINDS.map((kind) => `${words.kinds[kind]} ${shares[kind]} %`).join('; '),
    }),
    spec: {
      kind: 'counts',
      locale,
      groupName: words.kindName,
      totalName: words.shareName,
      unit: '%',
      ranks: [words.shareName],
      groups: WORK_KINDS.map((kind) => ({ key: kind, name: words.kinds[kind], counts: [shares[kind]] })),
    },
  };
}
