import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeResultsReport } from '#modules/reports';
import { readConfig } from '#platform/config';
import { stopPdfWorker } from '#platform/pdf/render';
import { type Actor, inTown } from '#platform/tx';
import { importTown } from './import/import-town.ts';
import { type Installation, openInstallation, root } from './installation.ts';
import { emptyData } from './testing/demo-data.ts';

const hasPoppler = existsSync('/usr/bin/pdftotext');
if (!hasPoppler)
  process.stderr.write('\n*** poppler-utils fehlt: die Prüfung des Berichts wird übersprungen. ***\n');

const euro = (cents: number) =>
  `${new Intl.NumberFormat('de-DE', { maximumFractionDigits: 0 }).format(cents / 100)}`;

describe.skipIf(!hasPoppler)('the results report of the example town', () => {
  const data = mkdtempSync(join(tmpdir(), 'sollstand-report-'));
  let installation: Installation;
  let actor: Actor;
  let pages: string[] = [];
  let text = '';
  const file = join(data, 'report.pdf');

  beforeAll(async () => {
    emptyData(data);
    installation = await openInstallation(readConfig({ SOLLSTAND_DATA: data }, root), 'command');
    await importTown(installation, join(root, 'examples/tannau'), false);
    const town = {
      userId: null,
      name: 'x',
      townSlug: 'tannau',
      functions: ['head_of_it'],
      offices: 'all',
      via: 'job',
      locale: 'de',
    } as const;
    const { rows } = await sql<{
      id: string;
    }>`select town_id as id from app.door_towns() where slug = 'tannau'`.execute(installation.ground.db);
    actor = { ...town, townId: rows[0]?.id ?? '' };
    writeFileSync(file, await makeResultsReport(installation.ground, actor));
    text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 50_000_000 });
    pages = text.split('\f').slice(0, -1);
  });
  afterAll(async () => {
    await stopPdfWorker();
    await installation?.close();
    rmSync(data, { recursive: true, force: true });
  });

  /** Pages of a chapter, from its own first page to the next chapter's. */
  const chapter = (from: string, to: string) => {
    const start = (title: string) =>
      pages.findIndex((page) => new RegExp(`^\\s*\\d\\s+${title}\\s*$`, 'm').test(page));
    return pages.slice(start(from), start(to)).join('\n');
  };

  test('every finding and every measure has exactly one place', () => {
    const once = (part: string, prefix: string, count: number) => {
      const numbers = [...part.matchAll(new RegExp(`^ {0,8}(${prefix}-\\d+) +\\S`, 'gm'))].map(
        (match) => match[1],
      );
      expect(numbers).toHaveLength(count);
      expect(new Set(numbers).size).toBe(count);
    };
    once(chapter('Feststellungen', 'Maßnahmen'), 'F', 45);
    once(chapter('Maßnahmen', 'Fahrplan'), 'M', 20);
  });

  test('the summary for the council stays on one page, and the report has at least twenty', () => {
    const summary = pages.findIndex((page) => /^\s*1\s+Zusammenfassung/m.test(page) && !/Inhalt/.test(page));
    expect(pages[summary]).toMatch(/Worum wir bitten/);
    expect(pages[summary + 1]).toMatch(/^\s*2\s+Ist-Stand/m);
    expect(pages.length).toBeGreaterThanOrEqual(20);
  });

  test('printed sums equal the database', async () => {
    const { rows } = await inTown(installation.ground, actor, (tx) =>
      sql<{
        once: number;
        yearly: number;
        contracts: number;
      }>`select (select sum(once_cost_cents) from measure) as once,
        (select sum(yearly_cost_cents) from measure) as yearly, (select sum(yearly_cost_cents) from contract) as contracts`.execute(
        tx.db,
      ),
    );
    const sums = rows[0];
    for (const cents of [sums?.once, sums?.yearly, sums?.contracts])
      expect(text).toContain(euro(cents ?? -1));
    const years = await inTown(installation.ground, actor, (tx) =>
      sql<{
        year: number;
        plan: number;
        actual: number;
      }>`select year, sum(planned_cents + amended_cents) as plan, sum(actual_cents) as actual
        from budget_line group by year order by year`.execute(tx.db),
    );
    for (const { plan, actual } of years.rows) {
      expect(text).toContain(euro(plan));
      expect(text).toContain(euro(actual));
    }
  });

  test('what was spent before the week equals postings, given figures and contracts', async () => {
    const { rows } = await inTown(installation.ground, actor, (tx) =>
      sql<{ year: number; measured: number }>`select year, sum(cents)::bigint as measured from (
          select year, amount_cents as cents from posting
          union all select year, amount_cents from spending_entry where certainty = 'measured') parts
        where year between 2023 and 2025 group by year order by year`.execute(tx.db),
    );
    expect(rows).toHaveLength(3);
    expect(text).toContain('Ausgangslage: Ausgaben der letzten drei Jahre');
    for (const { year, measured } of rows)
      expect(text.replaceAll('\u00a0', ' ')).toContain(`${year}: gemessen ${euro(measured)} EUR`);
  });

  test('it is tagged, German and shows its title', () => {
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Ergebnisbericht/);
  });
});
