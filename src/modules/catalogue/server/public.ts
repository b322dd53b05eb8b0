export type { Framework } from '../domain/framework.ts';
export { fulfilment, type GroupFulfilment, overallFulfilment } from '../domain/fulfilment.ts';
export { unionsOfRoles } from '../domain/roles.ts';
export { catalogues, findRequirement } from './load-catalogues.ts';
export { catalogueRoutes } from './routes.ts';
