import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { fileHandlers } from '#platform/files/handlers';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import type { StoredRow } from '#platform/records';
import { findingsContract as contract } from '../contract.ts';
import { ANSWERED_FOR, statusAfterChange } from '../domain/finding.ts';
import { chartAreas } from './chart-areas.ts';
import { correctFinding, insertWording } from './correct-finding.ts';
import { listProposals, putProposalsBack, setProposalsAside, takeProposals } from './decide-proposals.ts';
import { findingFiles } from './files.ts';
import { severityOf } from './judgement.ts';
import { finding, reviewRound } from './kinds.ts';
import { linkFinding, unlinkFinding } from './link-finding.ts';
import { type MergeFollower, mergeFindings } from './merge-findings.ts';
import { requireMay } from './policy.ts';
import { readStory } from './read-story.ts';
import { removeFinding } from './remove-finding.ts';
import { reviewFinding } from './review-finding.ts';
import { writeToGuests } from './review-letters.ts';
import { addGuest, closeRound, newLink, readGuests, removeGuest } from './review-rounds.ts';
import { separateFindings } from './separate-findings.ts';
import { submitFinding } from './submit-finding.ts';
import type { FindingTable } from './tables.ts';
import { viewOf } from './view.ts';

const rowOf = (row: StoredRow) => row as unknown as FindingTable;

/** `followers`: parts above whose records go along when findings are merged. */
export const findingsRoutes = (followers: readonly MergeFollower[]) => ({
  ...recordHandlers(contract, finding, {
    list: {
      sorts: {
        number: sql`r.number`,
        title: sql`r.title`,
        severity: sql`r.severity`,
        status: sql`r.status`,
        area: sql`r.area`,
        updatedAt: sql`r.updated_at`,
      },
      order: 'number',
      columns: sql`k.number as merged_number`,
      joins: sql`left join finding k on k.town_id = r.town_id and k.id = r.merged_into`,
    },
    where: (query) => [
      ...(query.status ? [sql`r.status = ${query.status}`] : []),
      ...(query.area ? [sql`r.area = ${query.area}`] : []),
      ...(query.severity ? [sql`r.severity = ${query.severity}`] : []),
    ],
    view: (tx, row) => viewOf(tx, rowOf(row)),
    onCreate: (tx, row) => insertWording(tx, rowOf(row), rowOf(row).statement, ''),
    check: (tx, values, before) => {
      const severity = severityOf({ ...before, ...values } as Partial<FindingTable>);
      if (severity !== null) values.severity = severity;
      if (!before) return;
      requireMay(tx, rowOf(before), 'edit');
      if (ANSWERED_FOR.some((field) => field in values && values[field] !== before[field]))
        values.status = statusAfterChange(rowOf(before).status);
    },
    fixed: ['statement', 'engagementId'],
  }),
  rounds: {
    ...recordHandlers(contract.rounds, reviewRound, {
      list: { sorts: { dueOn: sql`r.due_on`, createdAt: sql`r.created_at` }, order: '-createdAt' },
      check: (_tx, _values, before) => {
        if (before?.closed_at) refuse('state', 'review_round_closed');
      },
      where: ({ engagementId }) => (engagementId ? [sql`r.engagement_id = ${engagementId}`] : []),
      fixed: ['engagementId'],
    }),
    close: town(contract.rounds.close, closeRound),
    guests: town(contract.rounds.guests, readGuests),
    addGuest: town(contract.rounds.addGuest, addGuest),
    newLink: town(contract.rounds.newLink, newLink),
    write: town(contract.rounds.write, writeToGuests),
    removeGuest: town(contract.rounds.removeGuest, removeGuest),
  },
  proposals: {
    list: town(contract.proposals.list, listProposals),
    take: town(contract.proposals.take, takeProposals),
    setAside: town(contract.proposals.setAside, setProposalsAside),
    putBack: town(contract.proposals.putBack, putProposalsBack),
  },
  files: fileHandlers(contract.files, findingFiles),
  areaChart: chart(contract.areaChart, chartAreas),
  remove: town(contract.remove, removeFinding),
  story: town(contract.story, readStory),
  submit: town(contract.submit, submitFinding),
  review: town(contract.review, reviewFinding),
  correct: town(contract.correct, correctFinding),
  link: town(contract.link, linkFinding),
  unlink: town(contract.unlink, unlinkFinding),
  merge: town(contract.merge, mergeFindings(followers)),
  separate: town(contract.separate, separateFindings(followers)),
});
