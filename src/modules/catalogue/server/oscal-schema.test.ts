import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { frameworkOf, isFramework } from '../domain/oscal/framework-in.ts';
import { foreignOf } from '../domain/oscal/framework-out.ts';
import { readCatalogue } from '../domain/oscal/read-catalogue.ts';
import { writeCatalogue } from '../domain/oscal/write-catalogue.ts';
import { catalogueWorkbook } from './catalogue-workbook.ts';
import { catalogues } from './load-catalogues.ts';
import { readForeignFiles } from './read-foreign-files.ts';

const schemaFile = join(
  import.meta.dirname,
  '../../../../../shared/data/oscal/schema/oscal_catalog_schema.json',
);
const there = existsSync(schemaFile);
if (!there)
  console.warn('SKIPPED: no OSCAL schema beside the project; exported catalogues were not validated');

const stamp = { uuid: '7d0c9f52-5a1b-4b59-9a3e-6f1f4c2d8e10', at: '2026-05-02T09:00:00+02:00' };
const { frameworks } = catalogues();

test.each(frameworks.map((framework) => [framework.id, framework] as const))(
  '%s: written as OSCAL and read again, nothing is lost in either language',
  (id, framework) => {
    const foreign = foreignOf(framework, stamp);
    const reading = readCatalogue(JSON.stringify(writeCatalogue(foreign)), `${id}.json`);
    if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
    expect(isFramework(reading.catalogue)).toBe(true);
    expect(reading.remarks).toEqual([]);
    expect(frameworkOf(reading.catalogue, id)).toEqual({ framework });
    expect(reading.catalogue.controls).toHaveLength(framework.requirements.length);
    const [first] = framework.requirements;
    const control = reading.catalogue.controls.find(({ code }) => code === first?.code);
    expect(control).toMatchObject({
      statement: first?.question.de.trim(),
      guidance: first?.why?.de.trim() ?? '',
      modal: first?.modal,
      group: first?.parent,
    });
  },
);

describe.skipIf(!there)('against the published schema', { timeout: 60_000 }, () => {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;
  const ajv = new Ajv({ strict: false, unicodeRegExp: true });
  formatsPlugin.default(ajv);
  const validate = ajv.compile(schema);

  test.each(frameworks.map((framework) => [framework.id, framework] as const))(
    '%s is valid',
    (_, framework) => {
      validate(writeCatalogue(foreignOf(framework, stamp)));
      expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
    },
  );

  test('the resolved profile of Grundschutz++, a library and a workbook are valid', async () => {
    const bsi = join(dirname(schemaFile), '../bsi');
    const given = readdirSync(bsi)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name, bytes: readFileSync(join(bsi, name)) }));
    const yaml = [
      'urn: urn:beispiel:risk:library:klein',
      'locale: de',
      'name: "Klein / mit Sonderzeichen"',
      'publication_date: 2026-05-01',
      'objects:',
      '  framework:',
      '    requirement_nodes:',
      '    - {urn: "u:1", ref_id: "1 (a)", name: "Überschrift", description: " mit\\nZeilen"}',
      '    - {urn: "u:2", parent_urn: "u:1", assessable: true, description: "Text", importance: mandatory}',
      '    - {urn: "u:3", parent_urn: "u:1", name: "Darunter"}',
    ].join('\n');
    const library = [{ name: 'klein.yaml', bytes: new TextEncoder().encode(yaml) }];
    for (const files of [given, library]) {
      const reading = await readForeignFiles(files, { stamp, language: 'de' });
      if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
      validate(writeCatalogue(reading.catalogue));
      expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
      const sheets = await catalogueWorkbook(reading.catalogue, 'de');
      const again = await readForeignFiles([{ name: 'k.xlsx', bytes: sheets }], { stamp, language: 'de' });
      if ('faults' in again) throw new Error(JSON.stringify(again.faults));
      validate(writeCatalogue(again.catalogue));
      expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
    }
  });

  test('a catalogue that breaks the schema is told from a sound one', () => {
    const [framework] = frameworks;
    if (framework === undefined) throw new Error('no framework is shipped');
    expect(validate(writeCatalogue({ ...foreignOf(framework, stamp), uuid: 'keine' }))).toBe(false);
  });
});
