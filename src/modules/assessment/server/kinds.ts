import { noPersonalData, type RecordKind } from '#platform/records';

export const engagement: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'assignment', 'target_picture'], none: ['status'] }),
  table: 'engagement',
  kind: 'engagement',
  search: (r) => ({ title: String(r.title), body: String(r.assignment) }),
};
export const agendaEntry: RecordKind = {
  privacy: {
    personal: ['participants'],
    keepYears: 5,
    marks: { name: ['participants'], text: ['title', 'place', 'note'], none: ['starts', 'ends', 'phase'] },
  },
  table: 'agenda_entry',
  kind: 'agenda_entry',
};
export const goal: RecordKind = {
  privacy: {
    personal: ['owner_person_id'],
    keepYears: 5,
    marks: { person: ['owner_person_id'], text: ['title', 'noticed_by'] },
  },
  table: 'goal',
  kind: 'goal',
  numbered: true,
  search: (r) => ({ title: `Z-${r.number} ${r.title}`, body: String(r.noticed_by) }),
};
export const successFactor: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'note'] }),
  table: 'success_factor',
  kind: 'success_factor',
};
export const observation: RecordKind = {
  privacy: {
    personal: ['seen_by'],
    keepYears: 5,
    marks: { name: ['seen_by'], text: ['statement', 'sketch'], none: ['point', 'plan_file_id'] },
  },
  table: 'observation',
  kind: 'observation',
  numbered: true,
  search: (r) => ({
    title: `B-${String(r.number).padStart(2, '0')} ${String(r.statement).slice(0, 120)}`,
    body: `${r.statement} ${r.seen_by}`,
  }),
};
export const rating: RecordKind = {
  privacy: noPersonalData({
    text: ['evidence', 'note', 'covered_by', 'risk_reason'],
    none: ['framework', 'requirement', 'certainty'],
  }),
  table: 'rating',
  kind: 'rating',
};
export const interview: RecordKind = {
  privacy: {
    personal: ['people'],
    keepYears: 5,
    marks: {
      name: ['people'],
      text: ['title'],
      none: ['roles', 'site_ids', 'without', 'starts', 'status', 'current_question'],
    },
  },
  table: 'interview',
  kind: 'interview',
};
export const respondent: RecordKind = {
  privacy: {
    personal: ['name', 'email', 'works_in_id'],
    keepYears: 2,
    marks: { name: ['name', 'email'], none: ['way', 'questions'] },
  },
  table: 'respondent',
  kind: 'respondent',
};
export const answer: RecordKind = {
  privacy: noPersonalData({ text: ['reason', 'evidence'], none: ['question', 'state'] }),
  table: 'answer',
  kind: 'answer',
};
export const answerEvidence: RecordKind = {
  // Photos end with the notes of their interview.
  privacy: { personal: [], keepYears: 2, ends: 'delete', marks: { none: ['question'] } },
  table: 'answer_evidence',
  kind: 'answer_evidence',
};
export const ratingLink: RecordKind = {
  privacy: noPersonalData({ text: ['label', 'url'], none: ['kind', 'target_id'] }),
  table: 'rating_link',
  kind: 'rating_link',
};
export const interviewNote: RecordKind = {
  privacy: {
    personal: ['note'],
    keepYears: 2,
    ends: 'delete',
    marks: { text: ['note'], none: ['question'] },
  },
  table: 'interview_note',
  kind: 'interview_note',
};
export const agendaGuest: RecordKind = {
  privacy: {
    personal: ['person_id', 'name', 'email'],
    keepYears: 5,
    ends: 'delete',
    marks: { person: ['person_id'], name: ['name', 'email'], none: ['answer'] },
  },
  table: 'agenda_guest',
  kind: 'agenda_guest',
};
export const agendaInvitation: RecordKind = {
  privacy: {
    personal: ['person_id', 'name', 'email', 'invited_by'],
    keepYears: 2,
    ends: 'delete',
    marks: {
      person: ['person_id'],
      name: ['name', 'email', 'invited_by'],
      text: ['title', 'place'],
      none: ['entry_id', 'starts', 'ends'],
    },
  },
  table: 'agenda_invitation',
  kind: 'agenda_invitation',
};
export const agendaTemplate: RecordKind = {
  privacy: noPersonalData({ text: ['entries'] }),
  table: 'agenda_template',
  kind: 'agenda_template',
};
export const gatePassage: RecordKind = {
  privacy: {
    personal: ['passed_by'],
    keepYears: 5,
    marks: { name: ['passed_by'], text: ['reason'], none: ['phase'] },
  },
  table: 'gate_passage',
  kind: 'gate_passage',
};
export const goalPair: RecordKind = {
  privacy: {
    personal: ['decided_by'],
    keepYears: 5,
    marks: { name: ['decided_by'], text: ['note', 'decision'], none: ['relation'] },
  },
  table: 'goal_pair',
  kind: 'goal_pair',
};
export const development: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'note'], none: ['kind', 'certainty'] }),
  table: 'development',
  kind: 'development',
  search: (r) => ({ title: String(r.title), body: String(r.note) }),
};
export const calendarFeed: RecordKind = {
  privacy: {
    personal: ['person_id', 'user_id'],
    keepYears: 2,
    ends: 'delete',
    marks: { person: ['person_id'], user: ['user_id'] },
  },
  table: 'calendar_feed',
  kind: 'calendar_feed',
};
export const checklistAnswer: RecordKind = {
  privacy: {
    personal: ['seen_by'],
    keepYears: 5,
    marks: { name: ['seen_by'], text: ['note'], none: ['point', 'answer'] },
  },
  table: 'checklist_answer',
  kind: 'checklist_answer',
};
export const legalUnit: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'note'], none: ['kind'] }),
  table: 'legal_unit',
  kind: 'legal_unit',
};
export const legalUnitAnswer: RecordKind = {
  privacy: noPersonalData({ none: ['fact', 'value'] }),
  table: 'legal_unit_answer',
  kind: 'legal_unit_answer',
};
export const olderResult: RecordKind = {
  privacy: noPersonalData({ text: ['source', 'note'] }),
  table: 'older_result',
  kind: 'older_result',
};
export const olderChapter: RecordKind = {
  privacy: noPersonalData({ none: ['chapter', 'stated'] }),
  table: 'older_chapter',
  kind: 'older_chapter',
};
