import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { plan as planPackage, readPsplib } from '#modules/roadmap';
import { type Command, guarded, JSON_OPTION, Misused, out } from '../command.ts';

const USAGE = 'npx sollstand plan <Datei.sm oder Ordner>... [--seconds ZAHL] [--json]';
/** For each instance; what starts Node and reads the file comes on top. */
const SECONDS = 1.6;
const MOST_SECONDS = 600;
const MOST_BYTES = 10_000_000;

interface Planned {
  instance: string;
  makespan: number;
  /** Start of each job, by its number. */
  starts: number[];
  lowerBound: number;
  proven: boolean;
  ms: number;
  /** From a reference.csv beside the file or one folder up. */
  reference?: number;
  /** Above the reference, in percent. */
  gap?: number;
}
interface Refused {
  path: string;
  text: string;
}

export const plan: Command = {
  summary: 'plant Projekte der Sammlung PSPLIB mit dem Planer des Fahrplans',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { seconds: { type: 'string', default: String(SECONDS) }, ...JSON_OPTION },
      });
      const seconds = Number(values.seconds);
      if (!(seconds > 0 && seconds <= MOST_SECONDS))
        throw new Misused(`--seconds ist eine Zahl über 0 und höchstens ${MOST_SECONDS}.`);
      const files = positionals.flatMap(filesAt);
      if (files.length === 0)
        throw new Misused('Nennen Sie eine Datei im Format .sm oder einen Ordner damit.');
      const results = files.map((file) => planned(file, seconds));
      const instances = results.flatMap((one) => ('instance' in one ? [one] : []));
      const faults = results.flatMap((one) => ('text' in one ? [one] : []));
      out(values.json ? JSON.stringify({ instances, faults }) : shown(instances, faults));
      return faults.length > 0 ? 2 : 0;
    }),
};

/** A file as it is, a folder with all that lies in it and below. */
function filesAt(path: string): string[] {
  if (!existsSync(path)) throw new Misused(`„${path}“ gibt es nicht.`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sm'))
    .sort()
    .map((name) => join(path, name));
}

function planned(path: string, seconds: number): Planned | Refused {
  if (statSync(path).size > MOST_BYTES) return { path, text: `${path}: größer als 10 MB.` };
  const read = readPsplib(readFileSync(path, 'utf8'));
  if ('fault' in read)
    return { path, text: `${path}:${read.fault.line} ${WORDS[read.fault.code](read.fault.text)}` };
  const from = performance.now();
  const found = planPackage(read.problem, { goOn: () => performance.now() - from < seconds * 1000 });
  if ('fault' in found) return { path, text: `${path}: Die Vorgänge setzen einander im Kreis voraus.` };
  if (found.broken.unplaced > 0)
    return { path, text: `${path}: Ein Vorgang braucht mehr, als je vorhanden ist.` };
  const instance = basename(path).replace(/\.sm$/, '');
  const reference = referenceOf(path, instance);
  return {
    instance,
    makespan: found.value.makespan,
    starts: [...found.schedule.starts],
    lowerBound: found.lowerBound,
    proven: found.proven,
    ms: Math.round(performance.now() - from),
    ...(reference === null
      ? {}
      : { reference, gap: Math.round(((found.value.makespan - reference) / reference) * 10_000) / 100 }),
  };
}

const WORDS = {
  no_section: (name: string) =>
    `Der Abschnitt „${{ needs: 'PRECEDENCE RELATIONS', requests: 'REQUESTS/DURATIONS' }[name] ?? 'RESOURCEAVAILABILITIES'}“ fehlt; erwartet wird eine Datei im Format .sm.`,
  bad_line: (line: string) => `„${line}“ ist keine Zeile dieses Abschnitts.`,
  unknown_job: (job: string) => `Den Vorgang ${job} gibt es nicht.`,
  too_large: (count: string) => `${count} sind mehr, als geplant werden.`,
};

function referenceOf(path: string, instance: string): number | null {
  const file = [dirname(path), dirname(dirname(path))]
    .map((folder) => join(folder, 'reference.csv'))
    .find((candidate) => existsSync(candidate));
  const line = file
    ? readFileSync(file, 'utf8')
        .split(/\r?\n/)
        .find((one) => one.startsWith(`${instance},`))
    : undefined;
  const value = Number(line?.split(',')[1]);
  return Number.isFinite(value) && value > 0 ? value : null;
}

function shown(instances: readonly Planned[], faults: readonly Refused[]): string {
  const lines = instances.map(
    ({ instance, makespan, lowerBound, proven, ms, reference, gap }) =>
      `${instance}: Ende ${makespan}, ${proven ? 'bewiesen optimal' : `untere Schranke ${lowerBound}`}${reference === undefined ? '' : `, Vergleich ${reference} (${gap} %)`}, ${ms} ms`,
  );
  return [...lines, ...faults.map(({ text }) => text)].join('\n');
}
