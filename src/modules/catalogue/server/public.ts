export { catalogueRoutes } from './routes.ts';
export { catalogues, findRequirement } from './load-catalogues.ts';
export { type Framework, fulfilment, type GroupFulfilment, overallFulfilment, unionsOfRoles } from '../domain/framework.ts';
