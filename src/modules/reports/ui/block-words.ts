import { listPath } from '#kernel/paths';
import { api } from '#platform/client';
import { m } from '#texts';
import { date } from '#ui-kit/format';
import type { reportsContract } from '../contract.ts';

export const { blocks } = api<typeof reportsContract>('reports');
export type TextBlock = Awaited<ReturnType<typeof blocks.list>>['rows'][number];
export type InsertableBlock = Awaited<ReturnType<typeof blocks.insertable>>['blocks'][number];
export type Offer = Awaited<ReturnType<typeof blocks.offers>>['offers'][number];

/** What a change of text blocks or template touches. */
export const touchedBlocks = (town: string) => [
  ['document-blocks', town],
  ['document-offers', town],
  ['documents', town],
];

export const blocksPath = (town: string, rest = ''): string =>
  `${listPath(town, 'report')}/textbausteine${rest}`;

/** "Eigener Text", "Vorlage von Beratung Reich, Stand 12.11.2026; dort seit 30.11.2026 geändert" */
export function originText(origin: TextBlock['origin']): string {
  if (origin === null) return m.reports_block_own();
  const from = { name: origin.name, date: date(origin.on) };
  const words = origin.adapted ? m.reports_origin_adapted(from) : m.reports_origin_taken(from);
  return origin.newer ? m.reports_origin_newer({ origin: words, date: date(origin.newer) }) : words;
}

const REASONS: Record<string, () => string> = {
  may_only_editors: m.reports_may_only_editors,
  block_taken: m.reports_block_may_taken,
  block_own_already: m.reports_block_may_own_already,
};
/** Why something cannot be done; undefined where it can. */
export const reasonOf = (may: string | true | undefined): string | undefined =>
  may === true ? undefined : (REASONS[may ?? ''] ?? m.reports_may_only_editors)();
