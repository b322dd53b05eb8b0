import type { Json, JsonObject } from '../foreign-catalogue.ts';
import { type FaultCollector, without } from './json.ts';
import { objectsOf } from './select.ts';

/** Applies `set-parameters` and `alters` of a profile to a catalogue, which is changed. */
export function modifyCatalogue(catalogue: JsonObject, modify: JsonObject, faults: FaultCollector): string[] {
  const index = indexOf(catalogue);
  const unused = setParameters(index.parameters, modify['set-parameters'], faults);
  for (const [at, alter] of objectsOf(modify.alters).entries()) {
    const path = `profile.modify.alters[${at}]`;
    const id = String(alter['control-id'] ?? '');
    const control = index.controls.get(id);
    if (control === undefined) {
      faults.add(`${path}.control-id`, 'control_unknown', { id });
      continue;
    }
    for (const removal of objectsOf(alter.removes)) removeItems(control, removal);
    for (const [n, addition] of objectsOf(alter.adds).entries())
      addItems(control, addition, `${path}.adds[${n}]`, faults);
  }
  return unused;
}

function indexOf(catalogue: JsonObject) {
  const controls = new Map<string, JsonObject>();
  const parameters = new Map<string, JsonObject[]>();
  const walk = (holder: JsonObject): void => {
    for (const parameter of objectsOf(holder.params)) {
      const id = String(parameter.id ?? '');
      parameters.set(id, [...(parameters.get(id) ?? []), parameter]);
    }
    for (const below of [...objectsOf(holder.groups), ...objectsOf(holder.controls)]) walk(below);
    for (const control of objectsOf(holder.controls)) controls.set(String(control.id ?? ''), control);
  };
  walk(catalogue);
  return { controls, parameters };
}

/** What a setting adds to instead of replacing. */
const ADDED = ['props', 'links'];

/** A value replaces a choice and the other way round: OSCAL allows one of them. Returns ids that are not there. */
function setParameters(
  parameters: ReadonlyMap<string, JsonObject[]>,
  settings: Json | undefined,
  faults: FaultCollector,
): string[] {
  const unused: string[] = [];
  for (const [at, setting] of objectsOf(settings).entries()) {
    const id = setting['param-id'];
    if (typeof id !== 'string') {
      faults.add(`profile.modify.set-parameters[${at}].param-id`, 'missing', { what: 'param-id' });
      continue;
    }
    const targets = parameters.get(id) ?? [];
    if (targets.length === 0) unused.push(id);
    for (const parameter of targets) {
      if (setting.values !== undefined) delete parameter.select;
      if (setting.select !== undefined) delete parameter.values;
      for (const [key, value] of Object.entries(without(setting, ['param-id'])))
        if (ADDED.includes(key) && Array.isArray(value))
          parameter[key] = [...objectsOf(parameter[key]), ...value];
        else parameter[key] = value;
    }
  }
  return unused;
}

const LISTS = { param: 'params', prop: 'props', link: 'links', part: 'parts' } as const;

/** Removes what meets all conditions of a removal, at any depth of the control, but not in controls below it. */
function removeItems(holder: JsonObject, removal: JsonObject): void {
  const wanted: readonly [string, string][] = [
    ['by-name', 'name'],
    ['by-class', 'class'],
    ['by-id', 'id'],
    ['by-ns', 'ns'],
  ];
  const conditions = wanted.filter(([condition]) => typeof removal[condition] === 'string');
  const kind = removal['by-item-name'];
  if (conditions.length === 0 && kind === undefined) return;
  const meets = (item: JsonObject) =>
    conditions.every(
      ([condition, key]) => item[key === 'name' && 'rel' in item ? 'rel' : key] === removal[condition],
    );
  for (const [name, list] of Object.entries(LISTS)) {
    if (!Array.isArray(holder[list])) continue;
    const left = objectsOf(holder[list]).filter(
      (item) => !((kind === undefined || kind === name) && meets(item)),
    );
    if (left.length > 0) holder[list] = left;
    else delete holder[list];
    for (const item of left) removeItems(item, removal);
  }
}

const CONTENT = ['params', 'props', 'links', 'parts'] as const;

/** Adds to the control, or inside or beside the part that `by-id` names. */
function addItems(control: JsonObject, addition: JsonObject, path: string, faults: FaultCollector): void {
  const position = addition.position ?? 'ending';
  const id = addition['by-id'];
  const place = typeof id === 'string' && id !== control.id ? findItem(control, id) : { item: control };
  if (place === null) {
    faults.add(`${path}.by-id`, 'control_unknown', { id: String(id) });
    return;
  }
  const beside = 'holder' in place && (position === 'before' || position === 'after');
  if (beside) {
    const list = objectsOf(place.holder[place.list]);
    const at = list.indexOf(place.item) + (position === 'after' ? 1 : 0);
    place.holder[place.list] = list.toSpliced(at, 0, ...objectsOf(addition[place.list]));
    return;
  }
  if (typeof addition.title === 'string') place.item.title = addition.title;
  for (const list of CONTENT) {
    const added = objectsOf(addition[list]);
    if (added.length === 0) continue;
    const present = objectsOf(place.item[list]);
    const first = position === 'starting' || position === 'before';
    place.item[list] = first ? [...added, ...present] : [...present, ...added];
  }
}

type Place = { item: JsonObject; holder: JsonObject; list: 'params' | 'parts' };

function findItem(holder: JsonObject, id: string): Place | null {
  for (const list of ['params', 'parts'] as const)
    for (const item of objectsOf(holder[list])) {
      if (item.id === id) return { item, holder, list };
      const below = findItem(item, id);
      if (below !== null) return below;
    }
  return null;
}
