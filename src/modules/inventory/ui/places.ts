import type { organisationContract } from '#modules/organisation/contract';
import { api, useRecord, useTown } from '#platform/client';

export const organisation = api<typeof organisationContract>('organisation');

/** The sites to choose from, in the order of their names. */
export function useSites() {
  const town = useTown();
  const { data } = useRecord(['sites', town, 'first'], () => organisation.sites.list({ town, limit: 200 }));
  return data?.rows ?? [];
}
