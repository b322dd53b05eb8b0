import type { catalogueContract } from '#modules/catalogue/contract';
import { api, useRecord, useTown } from '#platform/client';
import { getLocale } from '#texts/runtime';

const catalogue = api<typeof catalogueContract>('catalogue');

/** Roles of the catalogue with their titles in the language of the page. */
export function useRoles(): { key: string; title: string }[] {
  const town = useTown();
  const { data } = useRecord(['roles', town], () => catalogue.roles({ town }));
  return (data?.roles ?? []).map(({ key, title }) => ({ key, title: title[getLocale()] }));
}

/** Title of a role; a key that the catalogue no longer knows is shown as it is. */
export const roleTitle = (roles: readonly { key: string; title: string }[], key: string): string =>
  roles.find((role) => role.key === key)?.title ?? key;
