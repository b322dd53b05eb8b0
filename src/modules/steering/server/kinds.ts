import { noPersonalData, type RecordKind } from '#platform/records';

export const steeringMeeting: RecordKind = {
  privacy: {
    personal: ['approved_by'],
    keepYears: null,
    marks: { name: ['approved_by'], text: ['place', 'note'], none: ['starts'] },
  },
  table: 'steering_meeting',
  kind: 'steering_meeting',
  numbered: true,
};
export const steeringMember: RecordKind = {
  privacy: {
    personal: ['person_id'],
    keepYears: null,
    marks: { person: ['person_id'], none: ['attendance'] },
  },
  table: 'steering_member',
  kind: 'steering_member',
};
export const steeringItem: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'minutes', 'reason'] }),
  table: 'steering_item',
  kind: 'steering_item',
};
export const steeringResolution: RecordKind = {
  privacy: noPersonalData({ text: ['wording', 'done_note'], none: ['role'] }),
  table: 'steering_resolution',
  kind: 'steering_resolution',
  numbered: true,
};
