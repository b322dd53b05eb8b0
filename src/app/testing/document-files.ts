import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { TestInstallation } from './installation.ts';

export const DOCUMENTS = '/towns/tannau/documents';
export const hasTools = existsSync('/usr/bin/pdftotext') && existsSync('/usr/bin/qpdf');

/** A document of the example town as its head of IT gets it: the draft, or a version. */
export async function fileOf(
  product: TestInstallation,
  wanted: { kind: string; edition: string; format: string; version?: number | undefined },
): Promise<Uint8Array> {
  const { kind, edition, format, version } = wanted;
  const query = new URLSearchParams({ edition, format, ...(version ? { version: String(version) } : {}) });
  const answer = await product.app.request(`/api/v1${DOCUMENTS}/${kind}/file?${query}`, {
    headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' },
  });
  expect([kind, edition, format, answer.status]).toEqual([kind, edition, format, 200]);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Lends the bytes to programs, as a file. */
function lent<T>(bytes: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sollstand-document-'));
  try {
    const path = join(folder, 'out.pdf');
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (command: string, args: string[]): string =>
  execFileSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 200_000_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Everything that can be read out of a file: text and properties, markup, and every uncompressed byte. */
export function readable(bytes: Uint8Array, format: string): string {
  if (format === 'oscal') return Buffer.from(bytes).toString('utf8');
  if (format !== 'pdf')
    return Object.entries(unzipSync(bytes))
      .map(([name, part]) => `${name}\n${/\.png$/.test(name) ? '' : plain(strFromU8(part))}`)
      .join('\n');
  return lent(bytes, (path) => {
    const objects = run('qpdf', ['--qdf', '--object-streams=disable', '--warning-exit-0', path, '-']);
    return `${run('pdftotext', ['-raw', path, '-'])}\n${run('pdfinfo', [path])}\n${objects}`;
  });
}

/** The words of a PDF alone. */
export const pagesOf = (bytes: Uint8Array): string =>
  lent(bytes, (path) => run('pdftotext', ['-raw', path, '-']));

const plain = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, (tag) => [...tag.matchAll(/"([^"]*)"/g)].map(([, value]) => ` ${value} `).join(''))
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"');
/** Words may be divided at the end of a line. */
export const squashed = (text: string): string => text.toLowerCase().replace(/[\s\u00ad\u2010\u2011-]+/g, '');
