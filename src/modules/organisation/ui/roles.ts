import { api, useRecord, useTown } from '#platform/client';
import { getLocale } from '#texts/runtime';

interface Words {
  de: string;
  en: string;
}

export interface Role {
  key: string;
  title: Words;
  purpose: Words;
}

export interface Incompatible {
  roles: string[];
  reason: Words;
  severity: 'must' | 'should';
}

interface Roles {
  roles: Role[];
  incompatible: Incompatible[];
}

/** What is asked of the catalogue: it stands beside this module, so no contract of it is imported here. */
interface RoleReader {
  roles: (input: { town: string }) => Promise<Roles>;
}
const catalogue: RoleReader = api<never>('catalogue');

export function useRoles(): Roles | undefined {
  const town = useTown();
  return useRecord(['roles', town], () => catalogue.roles({ town })).data;
}

export const said = (words: Words): string => words[getLocale()];

/** The title of a role; a key that the catalogue no longer knows is shown as it is. */
export function roleTitle(roles: readonly Role[] | undefined, key: string): string {
  const role = roles?.find((one) => one.key === key);
  return role ? said(role.title) : key;
}
