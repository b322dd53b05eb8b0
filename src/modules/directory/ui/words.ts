import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import type { DirectorySettings, directoryContract } from '../contract.ts';

export const directory = api<typeof directoryContract>('directory');
export type View = Awaited<ReturnType<typeof directory.get>>;

export const touched = (town: string) => [
  ['directory', town],
  ['members', town],
  ['people', town],
];

export function useDirectory() {
  const town = useTown();
  return useRecord(['directory', town], () => directory.get({ town }));
}

/** What fits an Active Directory as it is delivered; the first thing somebody sees who sets it up. */
export const USUAL: DirectorySettings = {
  on: false,
  url: '',
  startTls: true,
  caPem: '',
  base: '',
  bindDn: '',
  userFilter: '(&(objectCategory=person)(objectClass=user)(sAMAccountName={login}))',
  loginAttribute: 'sAMAccountName',
  nameAttribute: 'displayName',
  mailAttribute: 'mail',
  memberAttribute: 'member',
  groupBase: '',
  nested: 'chain',
  adopt: false,
  groups: [],
};

/** The same for OpenLDAP and its kin. */
export const OPEN_LDAP: Partial<DirectorySettings> = {
  userFilter: '(&(objectClass=inetOrgPerson)(uid={login}))',
  loginAttribute: 'uid',
  nameAttribute: 'cn',
  nested: 'walk',
};

const FAULTS: Readonly<Record<string, () => string>> = {
  directory_away: m.refusal_directory_away,
  directory_unknown_host: m.refusal_directory_unknown_host,
  directory_untrusted: m.refusal_directory_untrusted,
  directory_other_name: m.refusal_directory_other_name,
  directory_no_tls: m.refusal_directory_no_tls,
  directory_wants_tls: m.refusal_directory_wants_tls,
  directory_bind_wrong: m.refusal_directory_bind_wrong,
  directory_base_unknown: m.refusal_directory_base_unknown,
  directory_may_not_read: m.refusal_directory_may_not_read,
  directory_too_many: m.refusal_directory_too_many,
  directory_nobody: m.refusal_directory_nobody,
  directory_many_gone: m.directory_many_gone_kept,
};

/** Why the last comparison ended, in words. */
export const faultText = (code: string): string => (FAULTS[code] ?? m.refusal_directory_odd)();
