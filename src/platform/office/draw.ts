/** Charts as pictures for formats that know no SVG, with the fonts that come along, whatever the machine has. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChartSpec } from '#kernel/chart';
import { xml } from './package.ts';
import type { Picture } from './set.ts';

/** Dots for each px of the drawing: sharp in print at the width of a page. */
const SCALE = 2.5;

/** Pictures drawn last: the formats and editions of a document show the same charts. Some 40 kB each. */
const drawn = new Map<string, Promise<Picture>>();
const MOST_KEPT = 40;

export function drawPicture(spec: ChartSpec): Promise<Picture> {
  const key = JSON.stringify(spec);
  const known = drawn.get(key) ?? draw(spec);
  drawn.delete(key);
  drawn.set(key, known);
  known.catch(() => drawn.delete(key));
  const [oldest] = drawn.keys();
  if (drawn.size > MOST_KEPT && oldest !== undefined) drawn.delete(oldest);
  return known;
}

async function draw(spec: ChartSpec): Promise<Picture> {
  takeOwnFonts();
  const [{ renderChartSvg }, { default: sharp }] = await Promise.all([
    import('../charts/chart-svg.ts'),
    import('sharp'),
  ]);
  const svg = Buffer.from(await renderChartSvg(spec));
  const { data, info } = await sharp(svg, { density: 72 * SCALE })
    .flatten({ background: '#ffffff' })
    .png({ palette: true, colours: 64 })
    .toBuffer({ resolveWithObject: true });
  return { png: new Uint8Array(data), width: info.width, height: info.height };
}

let told = false;

/** The library that sets words into pictures reads where its fonts lie when it first does so. */
function takeOwnFonts(): void {
  if (told || process.env.FONTCONFIG_FILE) return;
  told = true;
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/fira-sans/package.json'));
  const folder = mkdtempSync(join(tmpdir(), 'sollstand-fonts-'));
  const file = join(folder, 'fonts.conf');
  const faces = ['400Regular', '500Medium', '600SemiBold', '700Bold'];
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${faces.map((face) => `<dir>${xml(join(fonts, face))}</dir>`).join('')}<cachedir>${xml(folder)}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
