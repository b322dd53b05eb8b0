import { html } from 'hono/html';
import { olderResultDescription } from '#modules/assessment';
import { catalogueFilesDescription, questionListDescription } from '#modules/catalogue';
import { uploadDescription } from '#modules/imports';
import { brandFilesDescription, libraryFileDescription } from '#modules/reports';
import { withFiles } from '#platform/files/describe';
import { openApiDocument, type RouteLine, routeLines } from '#platform/http/api';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { m } from '#texts';
import { fileHomes } from '../file-homes.ts';
import { routes } from '../routes.ts';
import { inWords, type Show } from './show.ts';

/** The interface as a document for machines and as a page for people. */
export function referenceRoutes(app: HttpApp, version: string, show: Show): void {
  let document: object | undefined;
  app.get('/api/v1/openapi.json', async (c) => {
    document ??= withFiles(await wholeDocument(version), fileHomes);
    return c.json(document);
  });
  app.get('/api/v1/reference', (c) => {
    const lines = routeLines(routes);
    const tags = [...new Set(lines.map((line) => line.tag))].sort();
    return show(
      c,
      m.page_reference({}, inWords(c)),
      html`<p>${m.page_reference_lead({}, inWords(c))}</p>
        <p><a href="/api/v1/openapi.json">openapi.json</a></p>
        ${tags.map(
          (tag) => html`<h2>${tag}</h2>
            <dl>${lines.filter((line) => line.tag === tag).map((line) => entry(c, line))}</dl>`,
        )}`,
    );
  });
}

/** With what is no part of the contract, because it takes a file. */
async function wholeDocument(version: string): Promise<object> {
  const document = (await openApiDocument(routes, version)) as { paths?: object };
  return {
    ...document,
    paths: {
      ...document.paths,
      ...uploadDescription,
      ...catalogueFilesDescription,
      ...questionListDescription,
      ...brandFilesDescription,
      ...libraryFileDescription,
      ...olderResultDescription,
    },
  };
}

function entry(c: HttpContext, line: RouteLine) {
  const w = inWords(c);
  return html`<dt><code>${line.method} ${line.path}</code></dt>
    <dd>${line.summary[w.locale]}. ${m.page_reference_who({}, w)}: ${who(line, w)}</dd>`;
}

function who({ may }: RouteLine, w: ReturnType<typeof inWords>): string {
  if (may === 'public') return m.page_reference_public({}, w);
  return may === 'signed_in' ? m.page_reference_signed_in({}, w) : may.join(', ');
}
