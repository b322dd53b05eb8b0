/**
 * Writes publiccode.yml from docs/publiccode.template.yml, package.json and CHANGELOG.md.
 * `--check` writes nothing; it fails when the file is stale or breaks the standard (publiccode.yml 0.5).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
// RFC 2606 keeps this name free: it says openly that the repository has no public address yet.
const NO_ADDRESS = 'https://sollstand.example/sollstand.git';

const TYPES = /^(standalone\/(mobile|iot|desktop|web|backend|other)|addon|library|configurationFiles)$/;
const TEXT: Readonly<Record<string, RegExp>> = {
  publiccodeYmlVersion: /^0\.5(\.\d+)?$/,
  name: /\S/,
  url: /^https:\/\/\S+$/,
  softwareVersion: /^\d+\.\d+\.\d+/,
  releaseDate: /^\d{4}-\d{2}-\d{2}$/,
  developmentStatus: /^(concept|development|beta|stable|obsolete)$/,
  softwareType: TYPES,
  'legal.license': /^[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*$/,
  'maintenance.type': /^(internal|contract|community|none)$/,
};

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
const filled = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((v) => v !== '');

/** What the standard asks of one language. */
function languageFaults(language: string, words: unknown): string[] {
  const short = String(at(words, 'shortDescription') ?? '').trim();
  const long = String(at(words, 'longDescription') ?? '').trim();
  return [
    ...(short.length > 0 && short.length <= 150
      ? []
      : [`description.${language}.shortDescription: 1 to 150 characters`]),
    ...(long.length >= 150 && long.length <= 10_000
      ? []
      : [`description.${language}.longDescription: 150 to 10,000 characters`]),
    ...(filled(at(words, 'features')) ? [] : [`description.${language}.features: at least one`]),
  ];
}

/** Faults of a publiccode.yml, each with its key. */
export function lint(text: string): string[] {
  const document = parse(text) as unknown;
  const languages = (at(document, 'description') ?? {}) as Record<string, unknown>;
  const type = at(document, 'maintenance.type');
  const people = type === 'contract' ? 'maintenance.contractors' : 'maintenance.contacts';
  return [
    ...Object.entries(TEXT)
      .filter(([key, form]) => !form.test(String(at(document, key) ?? '')))
      .map(([key]) => `${key}: missing or malformed`),
    ...['platforms', 'localisation.availableLanguages']
      .filter((key) => !filled(at(document, key)))
      .map((key) => `${key}: at least one`),
    ...(typeof at(document, 'localisation.localisationReady') === 'boolean'
      ? []
      : ['localisation.localisationReady: true or false']),
    ...(type === 'none' || filled(at(document, people)) ? [] : [`${people}: at least one, with a name`]),
    ...['de', 'en']
      .filter((language) => !languages[language])
      .map((language) => `description.${language}: missing`),
    ...Object.entries(languages).flatMap(([language, words]) => languageFaults(language, words)),
    ...(/\{\w+\}/.test(text) ? ['a name in braces was not filled in'] : []),
  ];
}

/** The file as it should be. */
export function publiccode(): string {
  const about = JSON.parse(read('package.json')) as Record<string, unknown>;
  const released = /^## \[(?<version>[^\]]+)\] - (?<date>\d{4}-\d{2}-\d{2})$/m.exec(
    read('CHANGELOG.md'),
  )?.groups;
  if (released?.version !== about.version)
    throw new Error(
      `CHANGELOG.md begins with ${released?.version}, package.json says ${String(about.version)}`,
    );
  const address = at(about, 'repository.url') ?? about.repository ?? NO_ADDRESS;
  const values: Record<string, unknown> = {
    ...about,
    url: String(address).replace(/^git\+/, ''),
    releaseDate: released?.date,
  };
  const body = read('docs/publiccode.template.yml').replace(/^#.*\n/, '');
  return `# Made by scripts/publiccode.ts from docs/publiccode.template.yml; change it there.\n${body.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))}`;
}

if (import.meta.main) {
  const wanted = publiccode();
  const check = process.argv.includes('--check');
  const stale = check && read('publiccode.yml') !== wanted;
  const faults = [
    ...lint(wanted),
    ...(stale ? ['publiccode.yml is stale: run node scripts/publiccode.ts'] : []),
  ];
  if (wanted.includes(NO_ADDRESS)) process.stderr.write('note: package.json names no repository yet\n');
  if (faults.length > 0) process.stderr.write(`${faults.join('\n')}\n`);
  else if (!check) writeFileSync(new URL('publiccode.yml', root), wanted);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
