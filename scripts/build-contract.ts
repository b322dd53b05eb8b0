/** Writes the minified contract for the browser: methods and paths, no schemas. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from '#platform/http/minify';
import { contract } from '../src/app/contract.ts';

const out = join(import.meta.dirname, '../src/generated');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'contract.json'), JSON.stringify(minify(contract)));
