import type { Json, JsonObject } from '../foreign-catalogue.ts';
import { type FaultCollector, isObject } from './json.ts';

export const objectsOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];
export const textsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** `*` stands for any signs, `?` for one. Takes one pass, whatever the pattern. */
export function matchesPattern(text: string, pattern: string): boolean {
  let at = 0;
  let sign = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (pattern[sign] === '*') {
      star = sign++;
      from = at;
    } else if (sign < pattern.length && (pattern[sign] === '?' || pattern[sign] === text[at])) {
      sign++;
      at++;
    } else if (star >= 0) {
      sign = star + 1;
      at = ++from;
    } else return false;
  }
  while (pattern[sign] === '*') sign++;
  return sign === pattern.length;
}

type Place = { id: string; below: string[] };

/** Every control of a catalogue with the controls anywhere below it. */
function placesOf(catalogue: JsonObject): Place[] {
  const places: Place[] = [];
  const walk = (holder: JsonObject, above: readonly Place[]): void => {
    for (const group of objectsOf(holder.groups)) walk(group, above);
    for (const control of objectsOf(holder.controls)) {
      const place = { id: String(control.id ?? ''), below: [] };
      for (const higher of above) higher.below.push(place.id);
      places.push(place);
      walk(control, [...above, place]);
    }
  };
  walk(catalogue, []);
  return places;
}

/** Ids that a list of `with-ids` and `matching` names; an id the catalogue does not have is a fault. */
function named(
  rules: JsonObject[],
  places: readonly Place[],
  path: string,
  faults: FaultCollector,
): Set<string> {
  const known = new Map(places.map((place) => [place.id, place]));
  const ids = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const chosen = new Set<string>();
    for (const [at, id] of textsOf(rule['with-ids']).entries())
      if (known.has(id)) chosen.add(id);
      else faults.add(`${path}[${index}].with-ids[${at}]`, 'control_unknown', { id });
    for (const { pattern } of objectsOf(rule.matching))
      for (const { id } of places) if (matchesPattern(id, String(pattern ?? ''))) chosen.add(id);
    for (const id of chosen) {
      ids.add(id);
      if (rule['with-child-controls'] === 'yes')
        for (const below of known.get(id)?.below ?? []) ids.add(below);
    }
  }
  return ids;
}

/**
 * The controls an import of a profile asks for: all where nothing is included by name; what is excluded stays out
 * even where it is included too.
 */
export function selectControls(
  source: JsonObject,
  wish: JsonObject,
  path: string,
  faults: FaultCollector,
): JsonObject {
  const places = placesOf(source);
  const included = Array.isArray(wish['include-controls'])
    ? named(objectsOf(wish['include-controls']), places, `${path}.include-controls`, faults)
    : new Set(places.map(({ id }) => id));
  for (const id of named(objectsOf(wish['exclude-controls']), places, `${path}.exclude-controls`, faults))
    included.delete(id);
  if (included.size === 0 && places.length > 0) faults.add(path, 'nothing_selected');
  return pruned(source, included);
}

/**
 * The tree with the controls of these ids only. A control whose parent stays out moves up to where that one stood;
 * groups without controls fall away.
 */
function pruned(holder: JsonObject, keep: ReadonlySet<string>): JsonObject {
  const groups = objectsOf(holder.groups)
    .map((group) => pruned(group, keep))
    .filter((group) => objectsOf(group.groups).length + objectsOf(group.controls).length > 0);
  const controls = objectsOf(holder.controls).flatMap((control) => {
    const left = pruned(control, keep);
    return keep.has(String(control.id ?? '')) ? [left] : objectsOf(left.controls);
  });
  const { groups: _groups, controls: _controls, ...rest } = holder;
  return {
    ...rest,
    ...(groups.length > 0 ? { groups } : {}),
    ...(controls.length > 0 ? { controls } : {}),
  };
}
