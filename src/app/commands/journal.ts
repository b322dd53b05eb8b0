import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { readAnchors } from '#platform/journal-chain/anchors';
import { type JournalReport, verifyJournal } from '#platform/journal-chain/verify-journal';
import { type Command, guarded, JSON_OPTION, Misused, out, withInstallation } from '../command.ts';

export const journal: Command = {
  summary: 'prüft den Verlauf auf Veränderungen: journal verify [--town T]',
  run: (args) =>
    guarded('npx sollstand journal verify [--town T] [--json]', args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { town: { type: 'string' }, ...JSON_OPTION },
      });
      if (positionals[0] !== 'verify') throw new Misused('Möglich ist: journal verify.');
      const { dataDir } = readConfig(process.env, process.cwd());
      const reports = await withInstallation((installation) =>
        verifyJournal(installation.database.ownerUrl, readAnchors(dataDir), values.town),
      );
      if (values.town && reports.length === 0)
        throw new Misused(`Die Stadt „${values.town}“ gibt es hier nicht.`);
      const damaged = reports.some((report) => report.damage.length > 0);
      if (values.json) out(JSON.stringify({ towns: reports }));
      else for (const report of reports) out(journalText(report));
      return damaged ? 1 : 0;
    }),
};

const DAMAGE_WORDS = {
  altered: 'wurde verändert',
  removed: 'fehlt',
  inserted: 'wurde eingeschoben',
  seal_broken: 'trägt ein anderes Siegel als außerhalb der Datenbank vermerkt',
  head_missing: 'ist außerhalb der Datenbank vermerkt, fehlt hier aber',
};

const journalText = (report: JournalReport): string =>
  [
    `${report.town}: ${report.sealed} gesiegelt, ${report.unsealed} noch offen, ${report.erased} gelöscht, ${report.damage.length > 0 ? `${report.damage.length} Schäden` : 'unversehrt'}`,
    ...report.damage.map(
      ({ code, seq, journalId }) => `  Siegel ${seq}, Zeile ${journalId ?? '?'}: ${DAMAGE_WORDS[code]}`,
    ),
  ].join('\n');
