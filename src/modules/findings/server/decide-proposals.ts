import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { proposalsContract as contract } from '../contract-proposals.ts';
import type { Proposal, ProposalGroup } from '../domain/proposal.ts';
import { insertWording } from './correct-finding.ts';
import { severityOf } from './judgement.ts';
import { finding, link, proposal } from './kinds.ts';
import { decidedProposals, lockWeek } from './proposals.read.ts';
import { propose } from './propose.ts';
import type { FindingTable } from './tables.ts';

/** More than this nobody looks through on one page. */
const MOST_AT_ONCE = 200;
/** Then each group tells so many, and all of its own when it is asked for. */
const FIRST = 3;

/** What is proposed and undecided, what was set aside and why, and how much has become a finding. */
export async function listProposals(
  tx: TownTx,
  { engagementId, whole = [] }: Pick<RouteInput<typeof contract.list>, 'engagementId' | 'whole'>,
): Promise<RouteOutput<typeof contract.list>> {
  const decided = await decidedProposals(tx, engagementId);
  const known = new Map(decided.map((one) => [one.source, one]));
  const all = await propose(tx, engagementId);
  const open = undecidedOf(all, known);
  const many = open.reduce((sum, { proposals }) => sum + proposals.length, 0) > MOST_AT_ONCE;
  const groups = open.map(({ proposals, ...group }) => ({
    ...group,
    total: proposals.length,
    proposals: proposals.slice(0, whole.includes(group.key) ? MOST_AT_ONCE : many ? FIRST : undefined),
  }));
  const setAside = all
    .flatMap(({ proposals }) => proposals)
    .flatMap(({ source, title }) => {
      const one = known.get(source);
      return one && one.finding_id === null ? [{ source, title, reason: one.reason }] : [];
    });
  return { groups, setAside, taken: decided.filter(({ finding_id }) => finding_id !== null).length };
}

const undecidedOf = (all: readonly ProposalGroup[], known: ReadonlyMap<string, unknown>): ProposalGroup[] =>
  all
    .map((group) => ({ ...group, proposals: group.proposals.filter(({ source }) => !known.has(source)) }))
    .filter(({ proposals }) => proposals.length > 0);

/** The proposals of these sources as they stand now; refuses `proposal_gone` when one is decided or no longer true. */
async function undecided(tx: TownTx, engagementId: string, sources: readonly string[]): Promise<Proposal[]> {
  await lockWeek(tx, engagementId);
  const known = new Map((await decidedProposals(tx, engagementId)).map((one) => [one.source, one]));
  const all = undecidedOf(await propose(tx, engagementId), known).flatMap(({ proposals }) => proposals);
  const found = all.filter(({ source }) => sources.includes(source));
  if (found.length < new Set(sources).size) refuse('state', 'proposal_gone');
  return found;
}

/** Makes one finding out of proposals: in the editor's words, resting on everything they rest on. */
export async function takeProposals(
  tx: TownTx,
  input: RouteInput<typeof contract.take>,
): Promise<RouteOutput<typeof contract.take>> {
  const { engagementId, sources, area, title, statement, cause, consequence, basis } = input;
  const { impact = null, likelihood = null } = input;
  const proposals = await undecided(tx, engagementId, sources);
  const severity = severityOf({ impact, likelihood }) ?? input.severity;
  const made = (await insertRecord(tx, finding, {
    engagement_id: engagementId,
    ...{ area, title, statement, cause, consequence, basis, severity, impact, likelihood },
    status: 'draft',
  })) as unknown as FindingTable;
  await insertWording(tx, made, statement, '');
  for (const { kind, targetId } of unlike(proposals.flatMap(({ links }) => links)))
    await insertRecord(
      tx,
      link,
      { finding_id: made.id, kind, target_id: targetId, by_proposal: true },
      'added',
    );
  for (const { source } of proposals)
    await insertRecord(tx, proposal, { engagement_id: engagementId, source, finding_id: made.id }, 'taken');
  return { id: made.id, number: made.number };
}

const unlike = (links: readonly Proposal['links'][number][]) => [
  ...new Map(links.map((one) => [`${one.kind} ${one.targetId}`, one])).values(),
];

/** Sets proposals aside; the reason stays readable. */
export async function setProposalsAside(
  tx: TownTx,
  { engagementId, sources, reason }: RouteInput<typeof contract.setAside>,
): Promise<{ done: true }> {
  for (const { source } of await undecided(tx, engagementId, sources))
    await insertRecord(
      tx,
      proposal,
      { engagement_id: engagementId, source, finding_id: null, reason },
      'set_aside',
    );
  return { done: true };
}

/** Puts what was set aside back among the proposals; refuses `proposal_gone` for what was not. */
export async function putProposalsBack(
  tx: TownTx,
  { engagementId, sources }: RouteInput<typeof contract.putBack>,
): Promise<{ done: true }> {
  const { rows } = await sql<{ id: string }>`select id from finding_proposal
    where town_id = ${tx.actor.townId} and engagement_id = ${engagementId} and finding_id is null
      and source = any(${[...sources]}) for update`.execute(tx.db);
  if (rows.length < new Set(sources).size) refuse('state', 'proposal_gone');
  for (const { id } of rows) await removeRecord(tx, proposal, id, { version: null });
  return { done: true };
}
