import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/refuse';
import {
  anonymise,
  exportPerson,
  findPeople,
  runRetention,
  type Someone,
  showRetention,
  showTraces,
} from '#modules/privacy';
import { sentence } from '#platform/http/errors';
import { inTown, type TownTx } from '#platform/tx';
import { type Command, guarded, JSON_OPTION, Misused, out, townActor, withInstallation } from '../command.ts';

const USAGE = `npx sollstand privacy export --town T --person P [--out DATEI]
    Auskunft (Art. 15 und 20 DSGVO): alles über jemanden, als JSON
npx sollstand privacy anonymise --town T --person P --confirm "Vorname Nachname" [--surname] [--keep STELLE] [--dry-run]
    nimmt jemanden endgültig heraus (Art. 17 DSGVO); Zahlen und Verknüpfungen bleiben
    --surname      auch, wo der Nachname allein steht
    --keep STELLE  eine Stelle, an der der Name bleibt; --dry-run nennt die Stellen
npx sollstand privacy retention --town T [--dry-run]
    beendet, was seine Jahre überdauert hat, oder zählt es nur
    P ist ein Name, ein Anmeldename oder eine E-Mail-Adresse; bei mehreren Treffern person.KENNUNG oder user.KENNUNG
    --also KENNUNG,KENNUNG  wer gleichen Namens dieselbe Person ist
    alle mit --json`;

interface Given {
  person?: string | undefined;
  also?: string | undefined;
  confirm?: string | undefined;
  surname?: boolean | undefined;
  keep: string[];
  out?: string | undefined;
  dry: boolean;
  json: boolean;
}

export const privacy: Command = {
  summary: 'Auskunft, Anonymisieren, Löschfristen: privacy export | anonymise | retention --town T',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          town: { type: 'string' },
          person: { type: 'string' },
          also: { type: 'string' },
          confirm: { type: 'string' },
          surname: { type: 'boolean' },
          keep: { type: 'string', multiple: true, default: [] },
          out: { type: 'string' },
          'dry-run': { type: 'boolean', default: false },
          ...JSON_OPTION,
        },
      });
      const task = TASKS[positionals[0] ?? ''];
      if (!task) throw new Misused(`Möglich sind ${Object.keys(TASKS).join(', ')}.`);
      const { town } = values;
      if (!town) throw new Misused('Nennen Sie die Stadt (--town).');
      return withInstallation(async (installation) => {
        const actor = await townActor(installation, town);
        const given = { ...values, dry: values['dry-run'], json: values.json ?? false };
        return inTown(installation.ground, actor, (tx) => task(tx, given));
      }).catch((error: unknown) => {
        if (error instanceof Refusal)
          throw new Misused(
            [
              sentence(`refusal_${error.code}`, error.params, 'de'),
              ...error.fields.map((f) => sentence(`field_${f.code}`, {}, 'de')),
            ].join('\n'),
          );
        throw error;
      });
    }),
};

const TASKS: Record<string, (tx: TownTx, given: Given) => Promise<number>> = {
  export: async (tx, given) => {
    const found = await exportPerson(tx, { ...(await whom(tx, given)), also: given.also });
    const text = JSON.stringify(found, null, given.json ? 0 : 2);
    if (!given.out) out(text);
    else {
      // Somebody's data: for nobody else on this machine.
      writeFileSync(given.out, text, { mode: 0o600 });
      out(given.json ? JSON.stringify({ file: given.out, places: found.places.length }) : given.out);
    }
    return 0;
  },
  anonymise: async (tx, given) => {
    const who = await whom(tx, given);
    if (given.dry) return preview(tx, who, given);
    if (!given.confirm) throw new Misused('Geben Sie zur Bestätigung den Namen an (--confirm).');
    const { changed } = await anonymise(tx, {
      town: tx.actor.townSlug,
      ...who,
      also: given.also,
      name: given.confirm,
      surname: given.surname ?? false,
      kept: given.keep,
    });
    out(given.json ? JSON.stringify({ changed }) : `Anonymisiert. Geänderte Stellen: ${changed}.`);
    return 0;
  },
  retention: async (tx, given) => {
    const { holdUntil, rules } = await showRetention(tx);
    const ended = given.dry
      ? rules.filter(({ due }) => due > 0).map(({ table, due }) => ({ table, rows: due }))
      : await runRetention(tx);
    if (given.json) out(JSON.stringify({ holdUntil, dryRun: given.dry, ended }));
    else if (holdUntil) out(`Löschstopp bis ${holdUntil}: Nichts wird gelöscht.`);
    else if (ended.length === 0) out('Nichts ist fällig.');
    else for (const { table, rows } of ended) out(`${table}: ${rows}${given.dry ? ' fällig' : ''}`);
    return 0;
  },
};

async function preview(tx: TownTx, who: Pick<Someone, 'kind' | 'id'>, given: Given): Promise<number> {
  const { places, texts, namesakes } = await showTraces(tx, { ...who, also: given.also });
  if (given.json) {
    out(JSON.stringify({ places, texts, namesakes }));
    return 0;
  }
  for (const { table, column, count } of places) out(`${table}.${column}: ${count}`);
  for (const { cell, excerpt } of texts) out(`Text ${cell}\n    ${excerpt}`);
  for (const { kind, id, name, detail } of namesakes)
    out(`Gleicher Name, bleibt unberührt: ${kind}.${id} ${name} ${detail}`);
  return 0;
}

/** Whom the words mean; refuses nobody, and more than one human being. */
async function whom(tx: TownTx, { person }: Given): Promise<Pick<Someone, 'kind' | 'id'>> {
  if (!person) throw new Misused('Nennen Sie die Person (--person).');
  const [, kind, id] = /^(person|user|invitation)\.([0-9a-f-]{36})$/.exec(person) ?? [];
  if (kind && id) return { kind: kind as Someone['kind'], id };
  const found = await findPeople(tx, person);
  const [first] = found;
  if (!first) throw new Misused(`Zu „${person}“ ist niemand bekannt.`);
  if (found.length === 1) return first;
  throw new Misused(
    `„${person}“ trifft mehrere. Nennen Sie eine davon:\n${found.map((one) => `  ${one.kind}.${one.id}  ${one.name}  ${one.detail}`).join('\n')}`,
  );
}
