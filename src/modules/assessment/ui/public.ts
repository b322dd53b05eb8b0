import type { PageRoute } from '#platform/client';

export const assessmentPages: PageRoute[] = [];
