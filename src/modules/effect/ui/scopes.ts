import type { catalogueContract } from '#modules/catalogue/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { type ScopeKind, sourceOf } from '../domain/sources.ts';

const catalogue = api<typeof catalogueContract>('catalogue');

const SEVERITIES = [
  { value: '1', label: m.effect_severity_1 },
  { value: '2', label: m.effect_severity_2 },
  { value: '3', label: m.effect_severity_3 },
  { value: '4', label: m.effect_severity_4 },
];
const FRAMEWORKS = [
  { value: 'itil', label: 'ITIL' },
  { value: 'vds10000', label: 'VdS 10000' },
];

export interface Scopes {
  optionsOf: (kind: ScopeKind) => { value: string; label: string }[];
  titleOf: (source: string, scope: string) => string;
}

/** What sources can be asked of, in the words of the catalogues. */
export function useScopes(): Scopes {
  const town = useTown();
  const { data } = useRecord(['frameworks', town], () => catalogue.frameworks({ town }));
  const of = (id: string) => data?.frameworks.find((framework) => framework.id === id);
  const options: Record<ScopeKind, () => { value: string; label: string }[]> = {
    none: () => [],
    practice: () =>
      (of('itil')?.requirements ?? []).map(({ code, title }) => ({ value: code, label: title[getLocale()] })),
    chapter: () =>
      (of('vds10000')?.groups ?? [])
        .filter(({ code }) => !code.includes('.'))
        .map(({ code, title }) => ({ value: code, label: `${code} ${title[getLocale()]}` })),
    framework: () => FRAMEWORKS,
    severity: () => SEVERITIES.map(({ value, label }) => ({ value, label: label() })),
  };
  const optionsOf = (kind: ScopeKind) => options[kind]();
  return {
    optionsOf,
    titleOf: (source, scope) =>
      optionsOf(sourceOf(source)?.scope ?? 'none').find(({ value }) => value === scope)?.label ?? scope,
  };
}
