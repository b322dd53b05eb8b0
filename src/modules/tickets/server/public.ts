export { answerTicket, noteTicket } from './answer-ticket.ts';
export { assignTicket } from './change-ticket.ts';
export { takeTicket } from './file-ticket.ts';
export * as ticketsKinds from './kinds.ts';
export { fileRequest } from './requests.ts';
export { ticketsRoutes } from './routes.ts';
export { parkTicket, stepTicket } from './step-ticket.ts';
export type { TicketTables } from './tables.ts';
export { tidyTickets } from './wake-tickets.ts';
