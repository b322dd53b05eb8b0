import type { Channel, Role } from '../domain/ticket.ts';

export interface TicketTables {
  desk: {
    town_id: string;
    id: string;
    name: string;
    prefix: string;
    owner_office_id: string | null;
    description: string;
    hours: string;
    active: boolean;
  };
  desk_member: {
    town_id: string;
    id: string;
    desk_id: string;
    user_id: string;
    name: string;
    role: Role;
    active: boolean;
  };
  desk_category: {
    town_id: string;
    id: string;
    desk_id: string;
    parent_id: string | null;
    name: string;
    position: number;
    active: boolean;
  };
  ticket: {
    town_id: string;
    id: string;
    desk_id: string;
    number: number;
    title: string;
    description: string;
    requester_id: string | null;
    requester_user_id: string | null;
    requester_name: string;
    affected_id: string | null;
    room_id: string | null;
    category_id: string | null;
    assignee_id: string | null;
    impact: 1 | 2 | 3;
    urgency: 1 | 2 | 3;
    priority: 1 | 2 | 3 | 4;
    status: string;
    parked_until: string | null;
    deadline: string | null;
    channel: Channel;
    private: boolean;
    answered_at: string | null;
    solved_at: string | null;
    closed_at: string | null;
    reopened: number;
  };
  ticket_answer: {
    town_id: string;
    id: string;
    ticket_id: string;
    by_requester: boolean;
    author_name: string;
    author_user_id: string | null;
    body: string;
  };
  ticket_note: {
    town_id: string;
    id: string;
    ticket_id: string;
    author_name: string;
    author_user_id: string | null;
    body: string;
  };
}
export type Ticket = TicketTables['ticket'] & { version: number; created_at: string; updated_at: string };
