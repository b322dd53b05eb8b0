import type { PageRoute } from '#platform/client';

export const organisationPages: PageRoute[] = [];
