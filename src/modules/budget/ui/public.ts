import type { PageRoute } from '#platform/client';

export const budgetPages: PageRoute[] = [];
