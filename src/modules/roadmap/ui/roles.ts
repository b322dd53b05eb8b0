import { api, useRecord, useTown } from '#platform/client';
import { getLocale } from '#texts/runtime';

/** What is asked of the catalogue: it stands beside this module, so no contract of it is imported here. */
interface RoleReader {
  roles: (input: {
    town: string;
  }) => Promise<{ roles: { key: string; title: { de: string; en: string } }[] }>;
}
const catalogue: RoleReader = api<never>('catalogue');

/** All roles in the language of the page, by title. */
export function useRoles(): { key: string; title: string }[] {
  const town = useTown();
  const { data } = useRecord(['roles', town], () => catalogue.roles({ town }));
  return (data?.roles ?? [])
    .map(({ key, title }) => ({ key, title: title[getLocale()] }))
    .sort((a, b) => a.title.localeCompare(b.title, getLocale()));
}

/** Key of a role -> its title in the language of the page. */
export function useRoleTitle(): (key: string) => string {
  const town = useTown();
  const { data } = useRecord(['roles', town], () => catalogue.roles({ town }));
  return (key) => data?.roles.find((role) => role.key === key)?.title[getLocale()] ?? key;
}
