export * as ticketsKinds from './kinds.ts';
export { ticketsRoutes } from './routes.ts';
export type { TicketTables } from './tables.ts';
export { tidyTickets } from './wake-tickets.ts';
