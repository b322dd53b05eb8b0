import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import { marked } from 'marked';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { root } from '../installation.ts';
import type { Show } from './show.ts';

const folder = join(root, 'docs/handbook');

interface Paper {
  title: string;
  body: string;
}

/** One of our own papers as a page: its first heading is the title, links between papers lead to pages. */
function readPaper(file: string): Paper | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'Handbuch';
  const body = marked.parse(text.replace(/^# .+$/m, ''), { async: false });
  return {
    title,
    body: body
      .replace(/href="(?:\.\/)?README\.md"/g, 'href="/handbuch"')
      .replace('href="../../examples/README.md"', 'href="/handbuch/ordnerformat"')
      .replace(/href="(?:\.\/)?([a-z-]+)\.md(#[^"]*)?"/g, 'href="/handbuch/$1$2"')
      .replace(
        /<table>/g,
        '<div class="k-table-scroll" tabindex="0" role="region" aria-label="Tabelle"><table>',
      )
      .replace(/<\/table>/g, '</table></div>'),
  };
}

/** The German handbook and the accessibility statement, readable without signing in. */
export function handbookRoutes(app: HttpApp, show: Show): void {
  const chapters = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => name.replace(/\.md$/, ''));
  const page = (c: HttpContext, file: string) => {
    const paper = readPaper(file);
    return paper
      ? show(c, paper.title, html`<div class="k-prose" lang="de">${raw(paper.body)}</div>`)
      : c.notFound();
  };
  app.get('/handbuch', (c) => page(c, join(folder, 'README.md')));
  app.get('/handbuch/ordnerformat', (c) => page(c, join(root, 'examples/README.md')));
  app.get('/handbuch/:chapter', (c) => {
    const chapter = c.req.param('chapter');
    return chapters.includes(chapter) ? page(c, join(folder, `${chapter}.md`)) : c.notFound();
  });
  app.get('/barrierefreiheit', (c) => page(c, join(root, 'docs/accessibility-statement.md')));
}
