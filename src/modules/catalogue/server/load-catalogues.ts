import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Framework, parseFramework, type Requirement } from '../domain/framework.ts';
import { parseRoles, type RoleCatalogue } from '../domain/roles.ts';

const folder = join(import.meta.dirname, '../../../../catalogues');
const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

function framework(file: string): Framework {
  const parsed = parseFramework(read(file), file);
  if ('faults' in parsed)
    throw new Error(`catalogues/${file}: ${parsed.faults.map((f) => `${f.path} ${f.text}`).join('; ')}`);
  return parsed.framework;
}

function roles(file: string): RoleCatalogue {
  const parsed = parseRoles(read(file), file);
  if ('faults' in parsed)
    throw new Error(`catalogues/${file}: ${parsed.faults.map((f) => `${f.path} ${f.text}`).join('; ')}`);
  return parsed.roles;
}

let loaded: { frameworks: Framework[]; roles: RoleCatalogue } | undefined;

/** The shipped catalogues; read once, a fault in them ends the start with its place. */
export function catalogues(): { frameworks: Framework[]; roles: RoleCatalogue } {
  loaded ??= {
    frameworks: [framework('itil/catalogue.yaml'), framework('vds10000/catalogue.yaml')],
    roles: roles('roles/roles.yaml'),
  };
  return loaded;
}

/** A requirement that can be rated, or undefined. */
export function findRequirement(frameworkId: string, code: string): Requirement | undefined {
  return catalogues()
    .frameworks.find((f) => f.id === frameworkId)
    ?.requirements.find((r) => r.code === code);
}
