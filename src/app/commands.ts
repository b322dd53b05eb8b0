import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { makeResultsReport } from '#modules/reports';
import { ConfigError, readConfig } from '#platform/config';
import { DatabaseProblem } from '#platform/database/problem';
import { withClient } from '#platform/database/roles';
import { readAnchors } from '#platform/journal-chain/anchors';
import { type JournalReport, verifyJournal } from '#platform/journal-chain/verify-journal';
import { stopPdfWorker } from '#platform/pdf/render';
import { hashPassword } from '#platform/sign-in/passwords';
import { freshToken } from '#platform/sign-in/tokens';
import type { Actor } from '#platform/tx';
import { type DemoResult, loadDemo } from './demo.ts';
import { importTown } from './import/import-town.ts';
import { type Installation, openInstallation } from './installation.ts';
import { startServer } from './server.ts';

export interface Command {
  summary: string;
  run(args: string[]): Promise<number>;
}

/** Input that the person can mend: exit code 2. */
class Misused extends Error {}

const JSON_OPTION = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
const out = (text: string): void => void process.stdout.write(`${text}\n`);

/** Reads arguments; any fault names the command's own usage. */
async function guarded(usage: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof DatabaseProblem) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    if (error instanceof Misused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
      return 2;
    }
    if ((error as { code?: string }).code === 'EADDRINUSE') {
      process.stderr.write(
        'Der Port ist belegt. Beenden Sie das andere Programm oder wählen Sie mit PORT=… einen freien.\n',
      );
      return 1;
    }
    throw error;
  }
}

async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(readConfig(process.env, process.cwd()), 'command');
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

const start: Command = {
  summary: 'startet den Server (--demo lädt die Beispielstadt)',
  run: (args) =>
    guarded('npx sollstand start [--demo]', async () => {
      const { values } = parseArgs({ args, options: { demo: { type: 'boolean' }, ...JSON_OPTION } });
      const config = readConfig(process.env, process.cwd());
      const server = await startServer(config);
      const demo = values.demo ? await loadDemo(server.installation, server.address) : null;
      if (values.json) out(JSON.stringify({ address: server.address, ...(demo ?? {}) }));
      else {
        out(`Sollstand läuft: ${server.address}`);
        if (demo) out(demoText(demo));
      }
      return new Promise<number>((resolve) => {
        const stop = () => void server.stop().then(() => resolve(0));
        process.once('SIGINT', stop);
        process.once('SIGTERM', stop);
      });
    }),
};

const demoText = ({ accounts, fresh }: DemoResult): string =>
  fresh
    ? [
        'Anmeldungen der Beispielstadt:',
        ...accounts.map((a) => `  ${a.user.padEnd(14)} ${a.password}   ${a.functions.join(', ')}`),
      ].join('\n')
    : 'Die Beispielstadt ist schon geladen; die Anmeldungen wurden beim ersten Laden genannt. Neue Kennwörter: npx sollstand demo';

const demo: Command = {
  summary: 'lädt die Beispielstadt und nennt ihre Anmeldungen',
  run: (args) =>
    guarded('npx sollstand demo [--json]', async () => {
      const { values } = parseArgs({ args, options: JSON_OPTION });
      const config = readConfig(process.env, process.cwd());
      const result = await withInstallation((installation) =>
        loadDemo(installation, config.publicUrl ?? `http://${config.host}:${config.port}`, true),
      );
      out(
        values.json
          ? JSON.stringify({
              towns: result.towns,
              address: result.address,
              accounts: result.accounts,
              token: result.token,
            })
          : demoText(result),
      );
      return 0;
    }),
};

const importCommand: Command = {
  summary: 'liest Ordner und Dateien ein',
  run: (args) =>
    guarded('npx sollstand import <Ordner>... [--as town] [--dry-run] [--json]', async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          as: { type: 'string' },
          town: { type: 'string' },
          'dry-run': { type: 'boolean' },
          ...JSON_OPTION,
        },
      });
      if (positionals.length === 0) throw new Misused('Nennen Sie mindestens einen Ordner.');
      if (values.as && values.as !== 'town')
        throw new Misused(`Die Art „${values.as}“ wird nicht gelesen; möglich ist town.`);
      const files = await withInstallation(async (installation) => {
        const results = [];
        for (const folder of positionals)
          results.push(
            ...(await importTown(installation, folder.replace(/\/$/, ''), values['dry-run'] ?? false)),
          );
        return results;
      });
      const faulty = files.filter((file) => file.faults.length > 0);
      if (values.json) out(JSON.stringify({ files }));
      else {
        for (const file of files) {
          out(
            `${basename(file.path).padEnd(26)} ${file.created} angelegt${file.faults.length > 0 ? `, ${file.faults.length} Fehler` : ''}`,
          );
          for (const fault of file.faults) out(`  ${file.path}:${fault.row} ${fault.text}`);
        }
        if (faulty.length > 0) out('Nichts wurde übernommen.');
      }
      return faulty.length > 0 ? 2 : 0;
    }),
};

const migrateCommand: Command = {
  summary: 'bringt die Datenbank auf den Stand dieses Programms',
  run: (args) =>
    guarded('npx sollstand migrate [--json]', async () => {
      const { values } = parseArgs({ args, options: JSON_OPTION });
      await withInstallation(async () => undefined);
      out(values.json ? JSON.stringify({ done: true }) : 'Die Datenbank ist auf dem Stand dieses Programms.');
      return 0;
    }),
};

const DAY_MS = 86_400_000;

const token: Command = {
  summary: 'legt ein Zugriffstoken an: token create --town T --user U --scope read',
  run: (args) =>
    guarded(
      'npx sollstand token create --town T --user U --scope read|write|admin [--days 90] [--json]',
      async () => {
        const { values, positionals } = parseArgs({
          args,
          allowPositionals: true,
          options: {
            town: { type: 'string' },
            user: { type: 'string' },
            scope: { type: 'string', default: 'read' },
            days: { type: 'string', default: '90' },
            ...JSON_OPTION,
          },
        });
        if (positionals[0] !== 'create' || !values.town || !values.user)
          throw new Misused('Nennen Sie Stadt und Anmeldename.');
        if (!['read', 'write', 'admin'].includes(values.scope))
          throw new Misused('--scope ist read, write oder admin.');
        const days = Number(values.days);
        if (!Number.isInteger(days) || days < 1 || days > 366)
          throw new Misused('--days ist eine Zahl von 1 bis 366.');
        const { token: fresh, hash } = freshToken('sst_');
        const made = await withInstallation((installation) =>
          withClient(installation.database.ownerUrl, (client) =>
            client.query(
              `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at)
             select t.id, $1, u.id, 'Befehlszeile', $2, $3, $4 from town t
             join membership m on m.town_id = t.id join app_user u on u.id = m.user_id
             where t.slug = $5 and lower(u.login) = lower($6) limit 1`,
              [
                randomUUID(),
                hash,
                values.scope,
                new Date(Date.now() + days * DAY_MS),
                values.town,
                values.user,
              ],
            ),
          ),
        );
        if (made.rowCount === 0)
          throw new Misused('Diese Stadt gibt es nicht, oder die Person hat dort keine Funktion.');
        out(values.json ? JSON.stringify({ token: fresh }) : fresh);
        return 0;
      },
    ),
};

const user: Command = {
  summary: 'setzt ein neues Kennwort: user password --user U',
  run: (args) =>
    guarded('npx sollstand user password --user U [--json]', async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { user: { type: 'string' }, ...JSON_OPTION },
      });
      if (positionals[0] !== 'password' || !values.user) throw new Misused('Nennen Sie den Anmeldenamen.');
      const password = freshToken().token.slice(0, 20);
      const hash = await hashPassword(password);
      const changed = await withInstallation((installation) =>
        withClient(installation.database.ownerUrl, async (client) => {
          const done = await client.query(
            'update app_user set password_hash = $1 where lower(login) = lower($2) returning id',
            [hash, values.user],
          );
          if (done.rows[0]) await client.query('delete from session where user_id = $1', [done.rows[0].id]);
          return done;
        }),
      );
      if (changed.rowCount === 0) throw new Misused('Diesen Anmeldenamen gibt es nicht.');
      out(
        values.json
          ? JSON.stringify({ user: values.user, password })
          : `Neues Kennwort für ${values.user}: ${password}`,
      );
      return 0;
    }),
};

const report: Command = {
  summary: 'erstellt den Ergebnisbericht: report --town T --out bericht.pdf',
  run: (args) =>
    guarded(
      'npx sollstand report --town T [--kind results] [--format pdf] [--locale de] --out DATEI [--json]',
      async () => {
        const { values } = parseArgs({
          args,
          options: {
            town: { type: 'string' },
            kind: { type: 'string', default: 'results' },
            format: { type: 'string', default: 'pdf' },
            locale: { type: 'string', default: 'de' },
            out: { type: 'string' },
            ...JSON_OPTION,
          },
        });
        if (!values.town || !values.out) throw new Misused('Nennen Sie Stadt (--town) und Datei (--out).');
        if (values.kind !== 'results' || values.format !== 'pdf')
          throw new Misused('Erstellt wird der Ergebnisbericht (results) als pdf.');
        const slug = values.town;
        const locale = values.locale === 'en' ? 'en' : 'de';
        const pdf = await withInstallation(async (installation) => {
          const town = await withClient(installation.database.ownerUrl, (client) =>
            client.query('select id from town where slug = $1', [slug]),
          );
          if (!town.rows[0]) throw new Misused(`Die Stadt „${slug}“ gibt es hier nicht.`);
          const actor: Actor = {
            userId: null,
            name: 'Befehlszeile',
            townId: town.rows[0].id,
            townSlug: slug,
            functions: ['administrator'],
            offices: 'all',
            via: 'command',
            locale,
          };
          return makeResultsReport(installation.ground, actor);
        });
        writeFileSync(values.out, pdf);
        await stopPdfWorker();
        out(
          values.json
            ? JSON.stringify({ out: values.out, bytes: pdf.length })
            : `${values.out} (${Math.round(pdf.length / 1024)} kB)`,
        );
        return 0;
      },
    ),
};

export const commands: Record<string, Command> = {
  report,
  start,
  demo,
  import: importCommand,
  migrate: migrateCommand,
  token,
  user,
};
