import { m } from '#texts';
import type { organisation } from './clients.ts';

export type Leaving = Awaited<ReturnType<typeof organisation.leaving>>;
export type LeavingPerson = Leaving['people'][number];
export type Handover = Leaving['handovers'][number];
type Held = NonNullable<LeavingPerson['held']>;
type HeldKind = Held[number]['kind'];

export const HELD_WORDS = {
  draft: m.organisation_held_draft,
  view: m.organisation_held_view,
  token: m.organisation_held_token,
};
export const ONE_HELD: Record<HeldKind, () => string> = {
  draft: m.organisation_held_one_draft,
  view: m.organisation_held_one_view,
  token: m.organisation_held_one_token,
};
export const DONE_WORDS = {
  handed_over: m.organisation_done_handed_over,
  deleted: m.organisation_done_deleted,
  revoked: m.organisation_done_revoked,
};

/** How many of each kind, kinds without any left out. */
export const heldCounts = (held: Held): [HeldKind, number][] =>
  (Object.keys(HELD_WORDS) as HeldKind[])
    .map((kind): [HeldKind, number] => [kind, held.filter((one) => one.kind === kind).length])
    .filter(([, count]) => count > 0);
