import { EDITORS } from '#kernel/functions';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues, checklistFor } from '#modules/catalogue';
import { readRecord, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { assessmentContract as contract } from '../contract.ts';
import { engagement } from './kinds.ts';
import { listAnswers, listWeeks } from './store.ts';
import { readObservations, readPlaces } from './walk.read.ts';

type Walk = RouteOutput<typeof contract.walk>;

/** All a device needs for a walk-through, in one answer; without a week asked for, of the one that runs or the latest. */
export async function readWalk(tx: TownTx, input: RouteInput<typeof contract.walk>): Promise<Walk> {
  if (input.engagementId) await readRecord(tx, engagement, input.engagementId);
  const weeks = await listWeeks(tx);
  const chosen =
    input.engagementId ?? (weeks.find(({ status }) => status === 'running') ?? weeks[0])?.id ?? null;
  const { checklists } = catalogues();
  const { sites, rooms, plans } = await readPlaces(tx);
  return {
    engagements: weeks.map(({ id, title }) => ({ id, title })),
    engagementId: chosen,
    mayCapture: tx.actor.functions.some((fn) => EDITORS.includes(fn)),
    sites: sites.map((site) => ({
      ...site,
      plans: plans
        .filter((plan) => plan.siteId === site.id)
        .map(({ id, name, bytes }) => ({ id, name, bytes })),
    })),
    rooms: rooms.map((room) => ({ ...room, checklist: checklistFor(checklists, room.kind) })),
    checklists: checklists.checklists.map(({ key, title, points }) => ({ key, title, points })),
    answers: chosen ? (await listAnswers(tx, chosen)).map((row) => toView<Walk['answers'][number]>(row)) : [],
    observations: chosen
      ? (await readObservations(tx, chosen)).map((row) => toView<Walk['observations'][number]>(row))
      : [],
  };
}
