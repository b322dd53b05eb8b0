import type { PageRoute } from '#platform/client';

export const measuresPages: PageRoute[] = [];
