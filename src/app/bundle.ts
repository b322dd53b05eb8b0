import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './installation.ts';

export const web = join(root, 'dist/web');

/** The built browser application as the server hands it out. */
export interface Bundle {
  styles: string[];
  /** The HTML of a page below /t/{town}: `data` is put into its body. */
  page(path: string, locale: string, data: string): string;
}

/** Everything is empty when somebody skipped the build. */
export function readBundle(): Bundle {
  const file = join(web, 'index.html');
  if (!existsSync(file)) return { styles: [], page: () => '' };
  // Until the application has started there is nothing to draw, so an empty first frame is not drawn either.
  const html = readFileSync(file, 'utf8').replace(
    '<script type="module"',
    '<script type="module" blocking="render"',
  );
  const chunks = JSON.parse(readFileSync(join(web, 'pages.json'), 'utf8')) as Record<string, string[]>;
  const fonts = fontLinks();
  return {
    styles: [...html.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? ''),
    page: (path, locale, data) => {
      const scripts = (chunks[patternOf(Object.keys(chunks), path)] ?? []).map(
        (chunk) => `<link rel="modulepreload" crossorigin href="/${chunk}">`,
      );
      return html
        .replace('<html lang="de">', `<html lang="${locale}">`)
        .replace('</head>', `${scripts.join('')}${fonts}</head>`)
        .replace('</body>', () => `${data}</body>`);
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
