import type { Confidentiality } from '#kernel/document';
import type { Answer, FindingArea, FindingStatus, OwnStatus } from '../domain/finding.ts';

export interface FindingTable {
  town_id: string;
  id: string;
  version: number;
  office_id: string | null;
  created_at: string;
  updated_at: string;
  engagement_id: string;
  number: number;
  area: FindingArea;
  title: string;
  statement: string;
  basis: string;
  cause: string;
  consequence: string;
  severity: number;
  impact: number | null;
  likelihood: number | null;
  status: FindingStatus;
  /** Null follows the area. */
  confidentiality: Confidentiality | null;
  /** The finding that says it now. */
  merged_into: string | null;
  merged_status: OwnStatus | null;
  /** The transaction that merged it. */
  merge_batch: string | null;
  merged_at: string | null;
}

export interface FindingsTables {
  finding: FindingTable;
  finding_wording: {
    town_id: string;
    id: string;
    finding_id: string;
    seq: number;
    statement: string;
    reason: string;
    by_name: string;
    at: string;
  };
  finding_review: {
    town_id: string;
    id: string;
    finding_id: string;
    reviewer_name: string;
    reviewer_title: string;
    reviewer_user_id: string | null;
    answer: Answer;
    comment: string;
    at: string;
    /** The wording that was answered; null = answered before wordings were noted. */
    wording_seq: number | null;
    guest_id: string | null;
  };
  finding_proposal: {
    town_id: string;
    id: string;
    engagement_id: string;
    source: string;
    finding_id: string | null;
    reason: string;
  };
  review_round: {
    town_id: string;
    id: string;
    version: number;
    engagement_id: string;
    due_on: string;
    note: string;
    closed_at: string | null;
  };
  review_guest: {
    town_id: string;
    id: string;
    version: number;
    round_id: string;
    name: string;
    title: string;
    email: string;
    /** What they are asked about; everything when empty. */
    areas: FindingArea[];
    signed_at: string | null;
    remark: string;
    invited_at: string | null;
    reminded_at: string | null;
  };
  review_link: { town_id: string; id: string; guest_id: string; token_hash: Buffer; until: string };
  finding_link: {
    town_id: string;
    id: string;
    finding_id: string;
    kind: 'rating' | 'observation' | 'item' | 'posting';
    target_id: string;
    /** `target_id` by its kind, so that nothing a finding rests on is removed in passing. */
    posting_id: string | null;
    item_id: string | null;
    observation_id: string | null;
    rating_id: string | null;
    /** Came with a proposal that was taken. */
    by_proposal: boolean;
  };
}
