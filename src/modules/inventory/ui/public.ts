import type { PageRoute } from '#platform/client';

export const inventoryPages: PageRoute[] = [];
