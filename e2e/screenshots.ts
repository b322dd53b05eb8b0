/** Pictures of the README, taken from the example town in a real browser: `npm run screenshots`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.ts';
import { signIn, startProduct } from './product.ts';

const out = join(import.meta.dirname, '../docs/pictures');
mkdirSync(out, { recursive: true });
const product = await startProduct();
const browser = await launch();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      locale: 'de-DE',
      colorScheme,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await signIn(page, product, 'beratung');
    const { rows } = await (
      await context.request.get(`${product.address}/api/v1/towns/tannau/findings?status=corrected`)
    ).json();
    const pictures = { ueberblick: '', feststellung: `/feststellungen/${rows[0].id}`, fahrplan: '/fahrplan' };
    for (const [name, path] of Object.entries(pictures)) {
      await page.goto(`${product.address}/t/tannau${path}`);
      await page.locator('main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`) });
    }
    await context.close();
  }
} finally {
  await browser.close();
  await product.stop();
}
