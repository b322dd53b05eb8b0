export { inviteMember } from './access.ts';
export { endInvitation } from './end-invitation.ts';
export * as organisationKinds from './kinds.ts';
export { readTown, type TownView } from './read-town.ts';
export { organisationRoutes } from './routes.ts';
export type { OrganisationTables } from './tables.ts';
