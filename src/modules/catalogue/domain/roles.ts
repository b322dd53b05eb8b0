import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';
import type { Framework } from './framework.ts';

export type Role = { key: string; title: LocalText; purpose: LocalText };
export type RoleSource = { key: string; title: LocalText };

export const severities = ['must', 'should'] as const;
/** `must`: the union is to be ended; `should`: it may stand if it is justified and balanced by controls. */
export type Severity = (typeof severities)[number];
/** Two roles that must not be united in one person; `source` is the key of a source of the catalogue. */
export type IncompatiblePair = {
  pair: readonly [string, string];
  severity: Severity;
  source: string;
  reason: LocalText;
};

export type RoleCatalogue = {
  id: string;
  version: string;
  sources: RoleSource[];
  roles: Role[];
  incompatible: IncompatiblePair[];
};

/** Turns the content of the role file (already parsed YAML) into a catalogue, or names every fault in it. */
export function parseRoles(raw: unknown, file: string): { roles: RoleCatalogue } | { faults: Fault[] } {
  const reader = new CatalogueReader(file);
  const shape = reader.shape(raw, '', ['id', 'version', 'sources', 'roles', 'incompatible']);
  const catalogue: RoleCatalogue = {
    id: reader.text(shape.id, 'id'),
    version: reader.text(shape.version, 'version'),
    sources: reader.list(shape.sources, 'sources', 1, (entry, path) => {
      const source = reader.shape(entry, path, ['key', 'title']);
      return {
        key: reader.text(source.key, `${path}.key`),
        title: reader.localText(source.title, `${path}.title`),
      };
    }),
    roles: reader.list(shape.roles, 'roles', 1, (entry, path) => {
      const role = reader.shape(entry, path, ['key', 'title', 'purpose']);
      return {
        key: reader.text(role.key, `${path}.key`),
        title: reader.localText(role.title, `${path}.title`),
        purpose: reader.localText(role.purpose, `${path}.purpose`),
      };
    }),
    incompatible: reader.list(shape.incompatible, 'incompatible', 0, (entry, path) =>
      readPair(reader, entry, path),
    ),
  };
  checkPairs(reader, catalogue);
  return reader.faults.length > 0 ? { faults: reader.faults } : { roles: catalogue };
}

function readPair(reader: CatalogueReader, raw: unknown, path: string): IncompatiblePair {
  const shape = reader.shape(raw, path, ['pair', 'severity', 'source', 'reason']);
  const keys = reader.list(shape.pair, `${path}.pair`, 2, (entry, at) => reader.text(entry, at));
  if (keys.length > 2) reader.fault(`${path}.pair`, 'not_allowed', 'Ein Paar besteht aus genau zwei Rollen.');
  return {
    pair: [keys[0] ?? '', keys[1] ?? ''],
    severity: reader.oneOf(shape.severity, `${path}.severity`, severities, 'must'),
    source: reader.text(shape.source, `${path}.source`),
    reason: reader.localText(shape.reason, `${path}.reason`),
  };
}

function checkPairs(reader: CatalogueReader, { sources, roles, incompatible }: RoleCatalogue): void {
  reader.unique(sources.map(({ key }, index) => ({ key, path: `sources[${index}].key` })));
  reader.unique(roles.map(({ key }, index) => ({ key, path: `roles[${index}].key` })));
  for (const [index, { pair, source }] of incompatible.entries()) {
    const path = `incompatible[${index}]`;
    for (const [place, key] of pair.entries()) {
      if (key !== '' && !roles.some((role) => role.key === key)) {
        reader.fault(`${path}.pair[${place}]`, 'unknown_role', `Die Rolle „${key}“ gibt es nicht.`);
      }
    }
    if (pair[0] !== '' && pair[0] === pair[1]) {
      reader.fault(`${path}.pair`, 'same_role_twice', 'Ein Paar braucht zwei verschiedene Rollen.');
    }
    if (source !== '' && !sources.some(({ key }) => key === source)) {
      reader.fault(`${path}.source`, 'unknown_source', `Die Quelle „${source}“ gibt es nicht.`);
    }
  }
  // Order within a pair means nothing, so a|b and b|a are the same statement made twice.
  const named = incompatible.map(({ pair }, index) => ({
    key: pair.includes('') ? '' : pair.toSorted().join(' + '),
    path: `incompatible[${index}].pair`,
  }));
  reader.unique(named);
}

/** Faults for every requirement that names a role the role catalogue does not have; empty when all is well. */
export function roleFaults(framework: Framework, roles: RoleCatalogue, file: string): Fault[] {
  const reader = new CatalogueReader(file);
  for (const [index, { role }] of framework.requirements.entries()) {
    if (role !== null && !roles.roles.some(({ key }) => key === role)) {
      reader.fault(`requirements[${index}].role`, 'unknown_role', `Die Rolle „${role}“ gibt es nicht.`);
    }
  }
  return reader.faults;
}

export type Union = IncompatiblePair & { personId: string };

/**
 * All unions of roles that should be ended or justified, one per person and pair: persons in the order in which
 * they first appear, pairs in the order of the catalogue. The rule with its source is part of the answer
 * (VdS 10000 clause 4.1.2, GDPR art. 38(6), internal control). Roles the catalogue does not know are ignored.
 */
export function unionsOfRoles(
  duties: readonly { personId: string; role: string }[],
  roles: RoleCatalogue,
): Union[] {
  const held = new Map<string, Set<string>>();
  for (const { personId, role } of duties) {
    held.set(personId, (held.get(personId) ?? new Set()).add(role));
  }
  return [...held].flatMap(([personId, keys]) =>
    roles.incompatible
      .filter(({ pair }) => keys.has(pair[0]) && keys.has(pair[1]))
      .map((rule) => ({ personId, ...rule })),
  );
}
