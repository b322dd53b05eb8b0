import type { PageRoute } from '#platform/client';

export const cockpitPages: PageRoute[] = [];
