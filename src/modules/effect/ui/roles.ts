import type { catalogueContract } from '#modules/catalogue/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';

const catalogue = api<typeof catalogueContract>('catalogue');

export function useRoleOptions(): { value: string; label: string }[] {
  const town = useTown();
  const { data } = useRecord(['roles', town], () => catalogue.roles({ town }));
  return (data?.roles ?? []).map(({ key, title }) => ({ value: key, label: title[getLocale()] }));
}

/** Title of a role; a key that the catalogue no longer knows is shown as it is. */
export function useRoleTitle(): (key: string) => string {
  const options = useRoleOptions();
  return (key) =>
    key === '' ? m.effect_task_role_none() : (options.find(({ value }) => value === key)?.label ?? key);
}
