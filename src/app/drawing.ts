import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { log } from '#platform/log';
import { root } from './installation.ts';
import type { DrawPage } from './web/draw-page.tsx';

const built = join(root, 'dist/server/draw-page.js');

/** Draws pages with the code the build made for the server; it is loaded with the first page. */
export function openDrawing(): DrawPage {
  if (!existsSync(built)) return async () => '';
  let drawing: Promise<{ drawPage: DrawPage }> | undefined;
  return async (asked) => {
    try {
      drawing ??= import(pathToFileURL(built).href);
      return await (await drawing).drawPage(asked);
    } catch (error) {
      // The browser can draw everything itself.
      log.warn('a page goes without being drawn', { href: asked.href, error });
      return '';
    }
  };
}

const ENTITIES: Record<string, string> = {
  '&quot;': '"',
  '&amp;': '&',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** Sources for `style-src` that allow exactly the style attributes of this HTML and no other. */
export function styleSources(html: string): string[] {
  const styles = new Set([...html.matchAll(/ style="([^"]*)"/g)].map((match) => match[1] ?? ''));
  const hashes = [...styles].map((style) => {
    const text = style.replace(/&[a-z0-9#]+;/g, (entity) => ENTITIES[entity] ?? entity);
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  });
  return hashes.length > 0 ? ["'unsafe-hashes'", ...hashes] : [];
}
