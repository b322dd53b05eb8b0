import { addMonths, formatDate, type LocalDate, localDateOf } from '#kernel/dates';
import { type Shortfall, shortfallsOf, unitedRoles } from '#modules/assessment';
import { type UnmetControl, unmetControls } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { FindingArea } from '../domain/finding.ts';
import type { Proposal, ProposalGroup, ProposalKind } from '../domain/proposal.ts';
import { severityBy } from '../domain/severity.ts';
import { type ItemRow, itemsInNeed, observationsSeen, restedOn } from './proposals.read.ts';

type Locale = 'de' | 'en';
type Given = Pick<Proposal, 'source' | 'title' | 'statement'> & Partial<Proposal>;

const MONTHS_AHEAD = 12;

/** Fills what a source says nothing about; severity follows from impact and likelihood where both are judged. */
function proposalOf(given: Given): Proposal {
  const { impact = null, likelihood = null, severity = 2 } = given;
  const rest = { area: 'operations' as const, cause: '', consequence: '', basis: '', links: [] };
  return { ...rest, ...given, impact, likelihood, severity: severityBy(impact, likelihood) ?? severity };
}

/** Collects proposals under the heading each belongs to, in the order in which headings first appear. */
function grouped(kind: ProposalKind, found: readonly { key: string; label: string; one: Proposal }[]) {
  const groups = new Map<string, ProposalGroup>();
  for (const { key, label, one } of found) {
    const group = groups.get(key) ?? { key: `${kind}:${key}`, kind, label, proposals: [] };
    group.proposals.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Everything that the week suggests as findings and no finding rests on yet. */
export async function propose(tx: TownTx, engagementId: string): Promise<ProposalGroup[]> {
  const used = await restedOn(tx, engagementId);
  const fresh = <T extends { id: string }>(rows: readonly T[]) => rows.filter(({ id }) => !used.has(id));
  const ratings = fresh(await shortfallsOf(tx, engagementId));
  const today = localDateOf(tx.now);
  const items = fresh(await itemsInNeed(tx, addMonths(today, MONTHS_AHEAD)));
  return [
    ...fromRatings(ratings, tx.actor.locale),
    ...fromControls(await unmetControls(tx), tx.actor.locale),
    ...(await fromObservations(tx, engagementId, used)),
    ...fromSupport(items, today, tx.actor.locale),
    ...fromBackup(items, tx.actor.locale),
    ...(await fromRoles(tx)),
  ];
}

const AREA_OF: Record<string, FindingArea> = {
  'itil control': 'operations',
  'itil protection': 'security',
  'itil steering': 'steering',
  'itil design': 'steering',
  'itil support': 'operations',
  'vds10000 4': 'organisation',
  'vds10000 7': 'organisation',
  'vds10000 8': 'organisation',
  'vds10000 11': 'infrastructure',
  'vds10000 13': 'infrastructure',
  'vds10000 14': 'contracts',
};

function fromRatings(rows: readonly Shortfall[], locale: Locale): ProposalGroup[] {
  return grouped(
    'rating',
    rows.map((row) => ({ ...row.chapter, one: fromRating(row, locale) })),
  );
}

function fromRating(row: Shortfall, locale: Locale): Proposal {
  const levels = m.findings_proposal_levels(row, { locale });
  return proposalOf({
    ...row.suggested,
    source: `rating:${row.id}`,
    area: AREA_OF[row.chapter.key] ?? 'security',
    title: titleOf(row.suggested?.statement ?? row.name),
    statement: row.suggested?.statement ?? levels,
    basis: [levels, row.evidence, row.note].filter(Boolean).join(' '),
    impact: row.must && row.level === 0 ? 3 : 2,
    likelihood: row.target - row.level > 1 ? 2 : 1,
    links: [{ kind: 'rating', targetId: row.id }],
  });
}

/** Answers to the town's own catalogues, by their headings. */
function fromControls(rows: readonly UnmetControl[], locale: Locale): ProposalGroup[] {
  return grouped(
    'control',
    rows.map((row) => ({
      key: `${row.catalogueId} ${row.heading?.code ?? ''}`,
      label: [row.catalogue, row.heading?.title].filter(Boolean).join(': ').slice(0, TITLE_MAX),
      one: fromControl(row, locale),
    })),
  );
}

function fromControl(row: UnmetControl, locale: Locale): Proposal {
  const at = { locale };
  const words = { catalogue: row.catalogue, code: row.code, title: row.title };
  const statement = row.partly
    ? m.findings_proposal_partly_met(words, at)
    : m.findings_proposal_not_met(words, at);
  const asked = row.statement === row.title ? '' : row.statement;
  return proposalOf({
    source: `control:${row.id}`,
    area: 'security',
    title: titleOf(row.partly ? m.findings_proposal_partly(words, at) : m.findings_proposal_not(words, at)),
    statement: [statement, row.note].filter(Boolean).join(' ').slice(0, TEXT_MAX),
    basis: (asked || `${row.catalogue}, ${row.code}`).slice(0, TEXT_MAX),
    impact: row.modal === 'MUST' && !row.partly ? 3 : 2,
    likelihood: row.partly ? 1 : 2,
  });
}

const TEXT_MAX = 4000;
const TITLE_MAX = 200;
/** A sentence as a heading: without its full stop. */
const titleOf = (sentence: string): string =>
  (sentence.split('\n')[0] ?? '').replace(/\.$/, '').slice(0, TITLE_MAX);

async function fromObservations(
  tx: TownTx,
  engagementId: string,
  used: ReadonlySet<string>,
): Promise<ProposalGroup[]> {
  const { locale } = tx.actor;
  const rows = await observationsSeen(tx, engagementId);
  return grouped(
    'observation',
    rows
      .filter(({ id }) => !used.has(id))
      .map((row) => ({
        key: row.room_id ?? '',
        label: m.findings_proposal_seen(
          { place: row.place ?? m.findings_proposal_no_place({}, { locale }) },
          { locale },
        ),
        one: proposalOf({
          source: `observation:${row.id}`,
          area: 'infrastructure',
          title: titleOf(row.statement),
          statement: row.statement,
          basis: m.findings_proposal_observed(
            { number: `B-${String(row.number).padStart(2, '0')}`, place: row.place ?? '' },
            { locale },
          ),
          severity: row.severity,
          links: [{ kind: 'observation', targetId: row.id }],
        }),
      })),
  );
}

const impactOf = ({ criticality }: ItemRow): number =>
  criticality === 'critical' || criticality === 'high' ? 3 : 2;
const itemName = ({ number, name }: ItemRow): string => `I-${String(number).padStart(3, '0')} ${name}`;

function fromSupport(rows: readonly ItemRow[], today: LocalDate, locale: Locale): ProposalGroup[] {
  const at = { locale };
  const one = (row: ItemRow, over: boolean): Proposal => {
    const date = formatDate(row.ends_on as LocalDate, locale);
    const words = { name: row.name, system: row.operating_system || row.name, date };
    return proposalOf({
      source: `${over ? 'support_ended' : 'support_ends'}:${row.id}`,
      area: 'infrastructure',
      title: over ? m.findings_proposal_ended_title(words, at) : m.findings_proposal_ends_title(words, at),
      statement: over ? m.findings_proposal_ended(words, at) : m.findings_proposal_ends(words, at),
      cause: m.findings_proposal_support_cause({}, at),
      consequence: m.findings_proposal_support_consequence({}, at),
      basis: itemName(row),
      impact: impactOf(row),
      likelihood: over ? 2 : 1,
      links: [{ kind: 'item', targetId: row.id }],
    });
  };
  const due = rows.filter(({ ends_on }) => ends_on !== null);
  const ended = due.filter((row) => String(row.ends_on) < today);
  const ends = due.filter((row) => String(row.ends_on) >= today);
  const group = (kind: ProposalKind, label: string, of: readonly ItemRow[]) =>
    grouped(
      kind,
      of.map((row) => ({ key: '', label, one: one(row, kind === 'support_ended') })),
    );
  return [
    ...group('support_ended', m.findings_proposal_ended_group({}, at), ended),
    ...group('support_ends', m.findings_proposal_ends_group({ months: MONTHS_AHEAD }, at), ends),
  ];
}

function fromBackup(rows: readonly ItemRow[], locale: Locale): ProposalGroup[] {
  const at = { locale };
  return grouped(
    'no_backup',
    rows
      .filter(({ backup }) => backup === 'no')
      .map((row) => ({
        key: '',
        label: m.findings_proposal_backup_group({}, at),
        one: proposalOf({
          source: `no_backup:${row.id}`,
          area: 'security',
          title: m.findings_proposal_backup_title({ name: row.name }, at),
          statement: m.findings_proposal_backup({ name: row.name }, at),
          consequence: m.findings_proposal_backup_consequence({}, at),
          basis: itemName(row),
          impact: impactOf(row),
          likelihood: 2,
          links: [{ kind: 'item', targetId: row.id }],
        }),
      })),
  );
}

/** Names stay out of the sentence: the finding is about the roles, not about the person. */
async function fromRoles(tx: TownTx): Promise<ProposalGroup[]> {
  const at = { locale: tx.actor.locale };
  return grouped(
    'roles',
    (await unitedRoles(tx)).map(({ personId, keys, titles, reason, source, severity }) => {
      const words = { one: titles[0], other: titles[1] };
      const one = proposalOf({
        source: `roles:${personId}:${keys.join('+')}`,
        area: 'organisation',
        title: m.findings_proposal_roles_title(words, at),
        statement: m.findings_proposal_roles(words, at),
        consequence: reason,
        basis: source,
        impact: severity === 'must' ? 3 : 2,
        likelihood: 2,
      });
      return { key: '', label: m.findings_proposal_roles_group({}, at), one };
    }),
  );
}
