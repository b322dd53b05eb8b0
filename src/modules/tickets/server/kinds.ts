import { noPersonalData, type RecordKind } from '#platform/records';

export const desk: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'description', 'hours'], none: ['prefix'] }),
  table: 'desk',
  kind: 'desk',
};
export const deskMember: RecordKind = {
  privacy: {
    personal: ['name', 'user_id'],
    keepYears: null,
    marks: { name: ['name'], user: ['user_id'], none: ['role'] },
  },
  table: 'desk_member',
  kind: 'desk_member',
};
export const deskCategory: RecordKind = {
  privacy: noPersonalData({ text: ['name'] }),
  table: 'desk_category',
  kind: 'desk_category',
};
/** Kept for three years after it was closed, then it goes with its answers and notes. */
export const ticket: RecordKind = {
  privacy: {
    personal: ['requester_name', 'requester_user_id', 'requester_id', 'affected_id', 'title', 'description'],
    keepYears: 3,
    keepFrom: 'closed_at',
    ends: 'delete_whole',
    marks: {
      name: ['requester_name'],
      user: ['requester_user_id'],
      person: ['requester_id', 'affected_id'],
      text: ['title', 'description'],
      none: ['status', 'channel', 'category_id', 'assignee_id'],
    },
  },
  table: 'ticket',
  kind: 'ticket',
};
const message = (table: string): RecordKind => ({
  privacy: {
    personal: ['author_name', 'author_user_id', 'body'],
    keepYears: null,
    marks: { name: ['author_name'], user: ['author_user_id'], text: ['body'] },
  },
  table,
  kind: table,
});
export const ticketAnswer = message('ticket_answer');
export const ticketNote = message('ticket_note');
