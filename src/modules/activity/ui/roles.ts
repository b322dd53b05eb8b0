import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';

interface Role {
  key: string;
  title: { de: string; en: string };
}
/** What is asked of the catalogue: it stands beside this module, so no contract of it is imported here. */
interface RoleReader {
  roles: (input: { town: string }) => Promise<{ roles: Role[] }>;
}
const catalogue: RoleReader = api<never>('catalogue');

export function useRoles(): readonly Role[] | undefined {
  const town = useTown();
  return useRecord(['roles', town], () => catalogue.roles({ town })).data?.roles;
}

/** The title of a function; the small ones together have no key. */
export function functionTitle(roles: readonly Role[] | undefined, key: string): string {
  if (key === '') return m.activity_small_functions();
  return roles?.find((role) => role.key === key)?.title[getLocale()] ?? key;
}
