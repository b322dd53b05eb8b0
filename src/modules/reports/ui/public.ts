import type { PageRoute } from '#platform/client';

export const reportsPages: PageRoute[] = [];
