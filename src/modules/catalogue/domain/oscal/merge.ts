import type { Json, JsonObject } from '../foreign-catalogue.ts';
import { type FaultCollector, isObject, sameJson } from './json.ts';
import { objectsOf } from './select.ts';

/** Which of two controls with the same id counts. */
type Combination = 'keep' | 'use-first' | 'merge';

/** The selections of all imports as one body of groups and controls, as the profile wants it arranged. */
export function mergeSelections(
  selections: readonly JsonObject[],
  merge: Json | undefined,
  faults: FaultCollector,
): JsonObject {
  const wish = isObject(merge) ? merge : {};
  if (wish.custom !== undefined) faults.add('profile.merge.custom', 'not_supported', { what: 'custom' });
  const combination = combinationOf(wish, faults);
  const distinct = combine(selections, combination, faults);
  return wish['as-is'] === true ? asIs(distinct) : flat(distinct);
}

function combinationOf(wish: JsonObject, faults: FaultCollector): Combination {
  const method = isObject(wish.combine) ? (wish.combine.method ?? 'keep') : 'keep';
  if (method === 'keep' || method === 'use-first' || method === 'merge') return method;
  faults.add('profile.merge.combine.method', 'not_allowed', { value: String(method) });
  return 'keep';
}

/**
 * Every control once. Two that say the same are one; two that differ under one id are a fault unless the profile says
 * which counts, because the result could not be addressed.
 */
function combine(
  selections: readonly JsonObject[],
  combination: Combination,
  faults: FaultCollector,
): JsonObject[] {
  const seen = new Map<string, JsonObject>();
  const walk = (holder: JsonObject, path: string): JsonObject => {
    const groups = objectsOf(holder.groups).map((group) => walk(group, path));
    const controls = objectsOf(holder.controls).flatMap((control) => {
      const id = String(control.id ?? '');
      const first = seen.get(id);
      if (first === undefined) {
        const walked = walk(control, path);
        seen.set(id, walked);
        return [walked];
      }
      const { controls: _mine, ...own } = control;
      const { controls: _theirs, ...other } = first;
      if (combination === 'merge') unite(first, own);
      else if (combination === 'keep' && !sameJson(own, other))
        faults.add(path, 'duplicate', { value: id, first: id });
      return objectsOf(walk(control, path).controls);
    });
    return withBelow(holder, groups, controls);
  };
  return selections.map((selection, at) => walk(selection, `profile.imports[${at}]`));
}

const LISTS = ['params', 'props', 'links', 'parts'];

/** What the second says beyond the first joins it. */
function unite(first: JsonObject, second: JsonObject): void {
  for (const list of LISTS) {
    const present = objectsOf(first[list]);
    const more = objectsOf(second[list]).filter((item) => !present.some((one) => sameJson(one, item)));
    if (more.length > 0) first[list] = [...present, ...more];
  }
}

function withBelow(holder: JsonObject, groups: JsonObject[], controls: JsonObject[]): JsonObject {
  const { groups: _groups, controls: _controls, ...rest } = holder;
  return {
    ...rest,
    ...(groups.length > 0 ? { groups } : {}),
    ...(controls.length > 0 ? { controls } : {}),
  };
}

/** Groups of the same id become one, at every level; the first tells title and properties. */
function asIs(selections: readonly JsonObject[]): JsonObject {
  const groups: JsonObject[] = [];
  const controls: JsonObject[] = [];
  const params: JsonObject[] = [];
  for (const selection of selections) {
    for (const group of objectsOf(selection.groups)) {
      const at = groups.findIndex(({ id }) => id !== undefined && id === group.id);
      const first = groups[at];
      if (first === undefined) groups.push(group);
      else groups[at] = { ...first, ...asIs([first, group]) };
    }
    controls.push(...objectsOf(selection.controls));
    params.push(...objectsOf(selection.params));
  }
  return withParams(params, withBelow({}, groups, controls));
}

/** All controls in one list; those below others stay below them. */
function flat(selections: readonly JsonObject[]): JsonObject {
  const params: JsonObject[] = [];
  const collect = (holder: JsonObject): JsonObject[] => {
    params.push(...objectsOf(holder.params));
    return [...objectsOf(holder.groups).flatMap(collect), ...objectsOf(holder.controls)];
  };
  const controls = selections.flatMap(collect);
  return withParams(params, withBelow({}, [], controls));
}

const withParams = (params: JsonObject[], body: JsonObject): JsonObject =>
  params.length > 0 ? { params, ...body } : body;
