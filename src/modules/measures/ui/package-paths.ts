import { listPath } from '#kernel/paths';

export const coveragePath = (town: string, kind?: 'goals'): string =>
  `${listPath(town, 'measure')}/abdeckung${kind ? '?art=ziele' : ''}`;
export const packagesPath = (town: string, id?: string): string =>
  `${listPath(town, 'measure')}/pakete${id ? `/${id}` : ''}`;
export const economiesPath = (town: string): string => `${listPath(town, 'measure')}/wirtschaftlichkeit`;
