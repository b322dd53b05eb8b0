import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Look } from '#platform/http/cookies';
import { root } from './installation.ts';

export const web = join(root, 'dist/web');

/** The built browser application as the server hands it out. */
export interface Bundle {
  styles: string[];
  /** The HTML of a page below /t/{town}. */
  page(parts: PageParts): string;
}

interface PageParts {
  path: string;
  locale: string;
  look: Look;
  /** The page as drawn; empty = the browser draws it. */
  drawn: string;
  /** Element with what the application begins with. */
  data: string;
}

/** Everything is empty when somebody skipped the build. */
export function readBundle(): Bundle {
  const file = join(web, 'index.html');
  if (!existsSync(file)) return { styles: [], page: () => '' };
  const html = readFileSync(file, 'utf8');
  const chunks = JSON.parse(readFileSync(join(web, 'pages.json'), 'utf8')) as Record<string, string[]>;
  const fonts = fontLinks();
  return {
    styles: [...html.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? ''),
    page: ({ path, locale, look, drawn, data }) => {
      const scripts = (chunks[patternOf(Object.keys(chunks), path)] ?? []).map(
        (chunk) => `<link rel="modulepreload" crossorigin href="/${chunk}">`,
      );
      const theme = look.theme === 'system' ? '' : ` data-theme="${look.theme}"`;
      return (
        html
          .replace('<html lang="de">', `<html lang="${locale}" data-density="${look.density}"${theme}>`)
          // With nothing drawn the first frame would be an empty one: then it waits for the application.
          .replace('<script type="module"', drawn ? '$&' : '$& blocking="render"')
          .replace('</head>', `${scripts.join('')}${fonts}</head>`)
          .replace('<div id="root">', (element) => element + drawn)
          .replace('</body>', () => `${data}</body>`)
      );
    },
  };
}

/** The small fonts are needed with the first line of text; found only by way of the styles they would come late and move it. */
const fontLinks = (): string =>
  readdirSync(join(web, 'assets'))
    .filter((name) => name.startsWith('fira-sans-latin') && name.endsWith('.woff2'))
    .map((name) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/${name}">`)
    .join('');

/** The page that an address opens: one that is spelled out wins over one with a parameter. */
function patternOf(patterns: string[], path: string): string {
  const steps = path.split('/').slice(3);
  const fits = (pattern: string, exactly: boolean) => {
    const parts = pattern === '' ? [] : pattern.split('/');
    const same = (part: string, at: number) => part === steps[at] || (!exactly && part.startsWith('$'));
    return parts.length === steps.length && parts.every(same);
  };
  return patterns.find((one) => fits(one, true)) ?? patterns.find((one) => fits(one, false)) ?? '-';
}
