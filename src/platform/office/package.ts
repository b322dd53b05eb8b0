/** Packages of office formats: a ZIP whose bytes depend on nothing but its content. */
import { strToU8, type Zippable, zipSync } from 'fflate';

/** A file of the package, by its path; text is UTF-8. `stored` files are not compressed. */
export interface Part {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
}

/** ZIP knows no time before 1980; a fixed one keeps two packages of one content the same. */
const TIME = new Date(1980, 0, 2);

export function packed(parts: readonly Part[]): Uint8Array {
  const files: Zippable = {};
  for (const { path, content, stored } of parts)
    files[path] = [
      typeof content === 'string' ? strToU8(content) : content,
      { level: stored ? 0 : 6, mtime: TIME },
    ];
  return zipSync(files);
}

// XML 1.0 knows no control characters, not even as references.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in an element or an attribute in double quotes. */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
