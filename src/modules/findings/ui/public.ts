import type { PageRoute } from '#platform/client';

export const findingsPages: PageRoute[] = [];
