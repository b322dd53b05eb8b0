import { type RecordLinkKind, recordPath } from '#kernel/paths';
import { m } from '#texts';
import type { ChainGroup } from '#ui-kit/chain';
import { quarter } from '#ui-kit/format';

/** One end of a link as the overview names it. */
export interface ChainEnd {
  kind: RecordLinkKind;
  id: string;
  /** Number and title; a quarter comes as the data writes it, "2026-Q4". */
  label: string;
}

const GROUPS: Partial<Record<RecordLinkKind, () => string>> = {
  finding: m.platform_chain_findings,
  measure: m.platform_chain_measures,
  goal: m.platform_chain_goals,
  development: m.platform_chain_developments,
  rating: m.platform_chain_ratings,
  observation: m.platform_chain_observations,
  item: m.platform_chain_items,
  budget_line: m.platform_chain_budget,
  contract: m.platform_chain_contracts,
  posting: m.platform_chain_postings,
  spending_entry: m.platform_chain_spending,
  quarter: m.platform_chain_quarter,
};

const number = /^([A-Z]-\d+) (.+)$/s;

/** Links of a record by kind, in the order they come, each with number, title and address. */
export const chainGroups = (town: string, links: readonly ChainEnd[] = []): ChainGroup[] =>
  [...new Set(links.map((link) => link.kind))].map((of) => ({
    title: GROUPS[of]?.() ?? m.platform_chain_others(),
    links: links
      .filter((link) => link.kind === of)
      .map((link) => {
        const [, named, title] = number.exec(link.label) ?? [];
        return {
          ...(named ? { number: named } : {}),
          title: title ?? (of === 'quarter' ? quarter(link.label) : link.label),
          href: recordPath(town, of, link.id),
        };
      }),
  }));
