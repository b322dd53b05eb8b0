export {
  type Framework,
  fulfilment,
  type GroupFulfilment,
  overallFulfilment,
  unionsOfRoles,
} from '../domain/framework.ts';
export { catalogues, findRequirement } from './load-catalogues.ts';
export { catalogueRoutes } from './routes.ts';
