import type { PageRoute } from '#platform/client';

export const roadmapPages: PageRoute[] = [];
