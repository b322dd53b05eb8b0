import { api, useEveryRow, useTown } from '#platform/client';
import type { organisationContract } from '../contract.ts';

export const organisation = api<typeof organisationContract>('organisation');

interface Named {
  id: string;
  name: string;
}
const asOptions = (rows: Named[] | undefined) =>
  (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function useOfficeOptions() {
  const town = useTown();
  const { data } = useEveryRow(['offices', town], (page) => organisation.offices.list({ town, ...page }));
  return asOptions(data);
}

export function useSiteOptions() {
  const town = useTown();
  const { data } = useEveryRow(['sites', town], (page) => organisation.sites.list({ town, ...page }));
  return asOptions(data);
}

export function useGroupOptions() {
  const town = useTown();
  const { data } = useEveryRow(['stakeholder-groups', town], (page) =>
    organisation.stakeholderGroups.list({ town, ...page }),
  );
  return asOptions(data);
}

export function usePersonOptions() {
  const town = useTown();
  const { data } = useEveryRow(['people', town], (page) => organisation.people.list({ town, ...page }));
  return asOptions(data);
}

/** Rooms, all of them or those of a site. */
export function useRooms(of: { siteId?: string } = {}) {
  const town = useTown();
  return useEveryRow(['rooms', town, of], (page) => organisation.rooms.list({ town, ...of, ...page })).data;
}

/** Duties, all of them or those of a person. */
export function useDuties(of: { personId?: string } = {}) {
  const town = useTown();
  return useEveryRow(['duties', town, of], (page) => organisation.duties.list({ town, ...of, ...page })).data;
}
