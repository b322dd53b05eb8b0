export { organisationRoutes } from './routes.ts';
export * as organisationKinds from './kinds.ts';
export type { OrganisationTables } from './tables.ts';
export { readTown, type TownView } from './read-town.ts';
