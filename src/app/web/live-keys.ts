import type { LiveKeys } from '#platform/client';

/** Kind of record -> the queries of the pages it stands in. */
export const liveKeys: LiveKeys = {
  engagement: { lists: ['engagements', 'week', 'agenda'], record: 'engagement' },
  agenda_entry: { lists: ['agenda', 'week'] },
  goal: { lists: ['goals'], record: 'goal' },
  success_factor: { lists: ['success-factors'] },
  observation: { lists: ['observations'], record: 'observation' },
  rating: { lists: ['ratings', 'week'], record: 'rating' },
  finding: { lists: ['findings'], record: 'finding' },
  measure: { lists: ['measures', 'roadmap'], record: 'measure' },
  year_frame: { lists: ['year-frames', 'roadmap'] },
  item: { lists: ['items'], record: 'item' },
  contract: { lists: ['contracts'], record: 'contract' },
  budget_line: { lists: ['budget-lines', 'roadmap'], record: 'budget-line' },
  office: { lists: ['offices', 'people'], record: 'office' },
  site: { lists: ['sites', 'rooms', 'items'], record: 'site' },
  room: { lists: ['rooms', 'items'], record: 'room' },
  person: { lists: ['people', 'duties'], record: 'person' },
  duty: { lists: ['duties'], record: 'duty' },
  stakeholder_group: { lists: ['stakeholder-groups', 'people'], record: 'stakeholder_group' },
  member: { lists: ['members'] },
};
