import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument, routeLines } from '#platform/http/api';
import { stopPdfWorker } from '#platform/pdf/render';
import { routes } from './routes.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(async () => {
  await stopPdfWorker();
  await product?.close();
});

const PATH = '/towns/tannau/reports/results.pdf';
const get = (headers: Record<string, string>) => product.app.request(`/api/v1${PATH}`, { headers });

test('the report is a route like every other: in the permission matrix and in the description', async () => {
  expect(routeLines(routes)).toContainEqual(
    expect.objectContaining({ method: 'GET', path: '/towns/{town}/reports/results.pdf', town: true }),
  );
  const document = JSON.stringify(await openApiDocument(routes, '1'));
  expect(document).toContain('"/towns/{town}/reports/results.pdf"');
  expect(document).toContain('"application/pdf"');
});

test('it comes as a file, in the language asked for, for whoever may read', async () => {
  const authorization = `Bearer ${product.demo.token}`;
  const answer = await get({ authorization, 'accept-language': 'en' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="ergebnisbericht-tannau.pdf"');
  const pdf = Buffer.from(await answer.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(Number(answer.headers.get('content-length') ?? pdf.length)).toBe(pdf.length);
  expect((await get({})).status).toBe(401);
  expect((await product.ask('beratung', 'GET', PATH.replace('tannau', 'nachbar'))).status).toBe(404);
});
