import type { z } from 'zod';
import { type LibraryMeasure, summaryOf } from '#modules/catalogue';
import type { packageCandidate, packageVariant } from '../../contract-package.ts';
import { libraryStrength, severityWeight } from '../../domain/coverage.ts';
import { economyOf, plus, type Span, spanOf } from '../../domain/economy.ts';
import type { Candidate, Choice } from '../../domain/package/choice.ts';
import { economyInput } from '../economy-input.ts';
import { heldOfLibrary } from '../held-of-library.ts';
import type { CoverageGround, EconomyGround, MeasureRow } from '../package-ground.read.ts';
import { counts } from '../show-coverage.ts';

export type PackageCandidate = z.infer<typeof packageCandidate>;
export type PackageVariant = z.infer<typeof packageVariant>;
export interface PackageTarget {
  id: string;
  kind: 'finding' | 'goal';
  number: number;
  title: string;
  weight: number;
}

/** A candidate with what the reckoning needs beyond what is shown. */
interface Known {
  shown: PackageCandidate;
  /** Ids of candidates it needs, and names of what it needs that cannot be had. */
  needs: string[];
  missing: string[];
  /** By id of the target. */
  serves: Map<string, number>;
}
export interface TownChoice {
  known: Known[];
  targets: PackageTarget[];
}

const EURO = 100;
const NOTHING: Span = { least: 0, planned: 0, most: 0 };

/**
 * What a town can choose from: its own measures that are neither postponed nor rejected, and those of the library that
 * serve a finding and that it does not have yet, with what they need.
 */
export function townChoice(
  ground: CoverageGround,
  economies: EconomyGround,
  offered: readonly LibraryMeasure[],
): TownChoice {
  const own = ground.measures.filter(({ status }) => counts(status));
  const held = heldOfLibrary(ground.measures, offered);
  const byId = new Map(offered.map((one) => [one.id, one]));
  const serving = new Map(
    offered.flatMap((one) => {
      if (held.has(one.id)) return [];
      const serves = ground.findings.flatMap(({ id, requirements, area }) => {
        const strength = libraryStrength(one.serves, { requirements, sameArea: one.area === area });
        return strength > 0 ? [[id, strength] as const] : [];
      });
      return serves.length > 0 ? [[one.id, new Map(serves)] as const] : [];
    }),
  );
  return {
    known: [
      ...own.map((row) => ownCandidate(ground, economies, row)),
      ...withNeeds([...serving.keys()], held, byId).map((from) =>
        libraryCandidate(ground, economies, from, { held, serves: serving.get(from.id) ?? new Map() }),
      ),
    ],
    targets: [
      ...ground.findings.map(({ id, number, title, severity }) => ({
        id,
        kind: 'finding' as const,
        number,
        title,
        weight: severityWeight(severity),
      })),
      ...ground.goals.map(({ id, number, title, weight }) => ({
        id,
        kind: 'goal' as const,
        number,
        title,
        weight,
      })),
    ],
  };
}

/** The given measures of the library and all they need that the town does not have, in the order of the library. */
function withNeeds(
  keys: readonly string[],
  held: ReadonlyMap<string, string>,
  byId: ReadonlyMap<string, LibraryMeasure>,
): LibraryMeasure[] {
  const found = new Set<string>();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key) || held.has(key)) continue;
    found.add(key);
    open.push(...(byId.get(key)?.needs ?? []));
  }
  return [...byId.values()].filter(({ id }) => found.has(id));
}

function ownCandidate(ground: CoverageGround, economies: EconomyGround, row: MeasureRow): Known {
  const links = [...ground.findingLinks, ...ground.goalLinks].filter((one) => one.measureId === row.id);
  const byId = new Map(ground.measures.map((one) => [one.id, one]));
  const needed = (ground.needs.get(row.id) ?? []).flatMap((id) => byId.get(id) ?? []);
  const done = row.status === 'done';
  const said = economyInput(row, economies);
  const once = spanOf(row.onceCostCents, said.once);
  const less = (cents: number) => Math.max(0, cents - row.grantCents);
  const net = { least: less(once.least), planned: less(once.planned), most: less(once.most) };
  const of = (span: Span) => (done ? NOTHING : span);
  return {
    shown: {
      id: row.id,
      own: true,
      number: row.number,
      title: { de: row.title, en: row.title },
      status: row.status,
      horizon: row.horizon,
      budgetKind: row.budgetKind,
      onceCents: of(net),
      yearlyCents: of(spanOf(row.yearlyCostCents, said.yearly)),
      ownDays: of(spanOf(row.effortDays, said.effort)),
      fiveYearCents: of(economyOf(said).total),
      fixed: fixedOf(row),
    },
    needs: needed.filter(({ status }) => counts(status)).map(({ id }) => id),
    missing: needed.filter(({ status }) => !counts(status)).map(({ title }) => title),
    serves: new Map(links.map(({ targetId, strength }) => [targetId, strength])),
  };
}

const fixedOf = ({ status, mandatory }: MeasureRow): PackageCandidate['fixed'] =>
  status === 'done' || status === 'decided' ? status : mandatory ? 'mandatory' : null;

function libraryCandidate(
  ground: CoverageGround,
  economies: EconomyGround,
  from: LibraryMeasure,
  { held, serves }: { held: ReadonlyMap<string, string>; serves: Map<string, number> },
): Known {
  const { once, yearly, ownDays } = summaryOf(from);
  const spans = { once: inCents(once), yearly: inCents(yearly), days: middleOf(ownDays, 1) };
  const mine = new Map(ground.measures.map((one) => [one.id, one]));
  const needs = from.needs.map((need) => ({ need, mine: mine.get(held.get(need) ?? '') }));
  const barred = needs.filter((one) => one.mine && !counts(one.mine.status));
  return {
    shown: {
      id: from.id,
      own: false,
      number: null,
      title: from.title,
      status: null,
      horizon: from.horizon,
      budgetKind: from.budgetKind,
      onceCents: spans.once,
      yearlyCents: spans.yearly,
      ownDays: spans.days,
      fiveYearCents: economyOf(
        economyInput(
          {
            id: from.id,
            onceCostCents: spans.once.planned,
            yearlyCostCents: spans.yearly.planned,
            grantCents: 0,
            effortDays: spans.days.planned,
            responsibleRole: from.role,
          },
          economies,
          spans,
        ),
      ).total,
      fixed: null,
    },
    needs: needs.filter((one) => !barred.includes(one)).map(({ need, mine }) => mine?.id ?? need),
    missing: barred.map(({ need, mine }) => mine?.title ?? need),
    serves,
  };
}

const inCents = (euros: { least: number; most: number }): Span => middleOf(euros, EURO);
/** Half units are rounded up: who plans with less than the middle plans too tightly. */
const middleOf = ({ least, most }: { least: number; most: number }, unit: number): Span => ({
  least: least * unit,
  planned: Math.ceil(((least + most) / 2) * unit),
  most: most * unit,
});

/** The choice as one variant sees it: which end of the ranges counts, and what goals weigh. */
export function choiceOf({ known, targets }: TownChoice, { cautious, goalFactor }: PackageVariant): Choice {
  const places = new Map(known.map(({ shown }, at) => [shown.id, at]));
  const targetPlaces = new Map(targets.map(({ id }, at) => [id, at]));
  const value = (span: Span) => (cautious ? span.most : span.planned);
  return {
    candidates: known.map(({ shown, needs, missing, serves }): Candidate => {
      const once = value(shown.onceCents);
      return {
        takes: {
          onceResultCents: shown.budgetKind === 'result' ? once : 0,
          onceInvestmentCents: shown.budgetKind === 'investment' ? once : 0,
          yearlyCents: value(shown.yearlyCents),
          ownDays: value(shown.ownDays),
          // What is done takes nobody's time any more.
          measures: shown.fixed === 'done' ? 0 : 1,
        },
        fiveYearCents: value(shown.fiveYearCents),
        fixed: shown.fixed !== null,
        needs: needs.flatMap((id) => places.get(id) ?? []),
        barred: missing.length > 0,
        serves: [...serves].flatMap(([id, strength]) => {
          const target = targetPlaces.get(id);
          return target === undefined ? [] : [{ target, strength }];
        }),
      };
    }),
    targets: targets.map(({ kind, weight }) => ({ weight: kind === 'goal' ? weight * goalFactor : weight })),
  };
}

/** From where to where a sum over candidates lies. */
export const sumOf = (known: readonly Known[], of: (shown: PackageCandidate) => Span): Span =>
  known.reduce((sum, { shown }) => plus(sum, of(shown)), NOTHING);
