/**
 * The planner on projects of PSPLIB (Kolisch, Sprecher 1997), through the command line: each as it is and twice with jobs and resources
 * renumbered by chance. Reads the files and checks every schedule by itself; shares nothing with the planner.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { note, noteMissing } from './table.ts';

/** Gap to the reference in percent that each family may have on average, on one core. */
const GOALS: Readonly<Record<string, number>> = { j30: 0.5, j60: 3 };
const COPIES = 2;
const SECONDS = 2;

interface Project {
  /** By job number, from 1. */
  durations: number[];
  uses: number[][];
  successors: number[][];
  capacities: number[];
}
interface Planned {
  instance: string;
  makespan: number;
  starts: number[];
  ms: number;
  gap?: number;
}

/** `folder` holds a folder for each family and `reference.csv`. */
export function measurePsplib(folder: string | undefined, scratch: string): void {
  if (!folder) {
    noteMissing('projects of PSPLIB', 'BENCH_PSPLIB names no folder');
    return;
  }
  const families = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: family } of families) {
    const files = readdirSync(join(folder, family)).filter((name) => name.endsWith('.sm'));
    const projects = new Map(
      files.map((name) => [
        basename(name, '.sm'),
        readProject(readFileSync(join(folder, family, name), 'utf8')),
      ]),
    );
    told(`${family}, as they are`, family, plannedIn(join(folder, family)), projects);
    for (let copy = 1; copy <= COPIES; copy++) {
      const into = join(scratch, `${family}-${copy}`);
      mkdirSync(into, { recursive: true });
      copyFileSync(join(folder, 'reference.csv'), join(into, 'reference.csv'));
      const renumbered = new Map(
        [...projects].map(([name, project]) => [name, shuffled(project, randomFrom(name, copy))]),
      );
      for (const [name, project] of renumbered) writeFileSync(join(into, `${name}.sm`), written(project));
      told(`${family}, renumbered ${copy}`, family, plannedIn(into), renumbered);
    }
  }
}

function plannedIn(folder: string): Planned[] {
  const args = ['bin/sollstand.mjs', 'plan', folder, '--json'];
  const [command, before] = existsSync('/usr/bin/taskset')
    ? ['taskset', ['-c', '0', process.execPath]]
    : [process.execPath, []];
  const out = execFileSync(command, [...before, ...args], { encoding: 'utf8', maxBuffer: 50_000_000 });
  return (JSON.parse(out) as { instances: Planned[] }).instances;
}

function told(
  name: string,
  family: string,
  found: readonly Planned[],
  projects: ReadonlyMap<string, Project>,
): void {
  const wrong = found.filter(({ instance, starts, makespan }) => {
    const project = projects.get(instance);
    return !project || !holds(project, starts, makespan);
  });
  if (wrong.length > 0 || found.length !== projects.size)
    throw new Error(
      `${name}: ${found.length} of ${projects.size} planned, ${wrong.map((one) => one.instance)} break a condition`,
    );
  const gaps = found.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  note(`${name}: mean gap of ${gaps.length}`, mean, '%', GOALS[family] ?? null, 2);
  note(`${name}: slowest`, Math.max(...found.map(({ ms }) => ms)) / 1000, 's', SECONDS, 2);
}

/** Whether every job comes after those before it, no resource is ever overdrawn, and the last end is the one told. */
function holds(
  { durations, uses, successors, capacities }: Project,
  starts: readonly number[],
  makespan: number,
): boolean {
  const end = (at: number) => (starts[at] ?? Number.NaN) + (durations[at] ?? Number.NaN);
  if (starts.length !== durations.length || !starts.every((start) => Number.isInteger(start) && start >= 0))
    return false;
  if (Math.max(...durations.map((_one, at) => end(at))) !== makespan) return false;
  if (!successors.every((after, at) => after.every((next) => (starts[next - 1] ?? -1) >= end(at))))
    return false;
  for (let time = 0; time < makespan; time++)
    for (const [resource, capacity] of capacities.entries()) {
      const used = uses.reduce(
        (sum, need, at) => sum + ((starts[at] ?? 0) <= time && time < end(at) ? (need[resource] ?? 0) : 0),
        0,
      );
      if (used > capacity) return false;
    }
  return true;
}

function readProject(text: string): Project {
  const rows = (title: string) =>
    (text.split(title)[1]?.split('****')[0] ?? '')
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter((row) => row.length > 1 && row.every(Number.isFinite));
  const requests = rows('REQUESTS/DURATIONS:');
  return {
    durations: requests.map((row) => row[2] ?? 0),
    uses: requests.map((row) => row.slice(3)),
    successors: rows('PRECEDENCE RELATIONS:').map((row) => row.slice(3)),
    capacities: rows('RESOURCEAVAILABILITIES:')[0] ?? [],
  };
}

/** The same project with other numbers for all jobs but the first and the last, and its resources in another order. */
function shuffled({ durations, uses, successors, capacities }: Project, random: () => number): Project {
  const mixed = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => [random(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  const last = durations.length - 1;
  /** Old position at each new one. */
  const order = [0, ...mixed(durations.map((_one, at) => at).slice(1, last)), last];
  const resources = mixed(capacities.map((_one, at) => at));
  const numberOf = new Map(order.map((old, now) => [old + 1, now + 1]));
  return {
    durations: order.map((old) => durations[old] ?? 0),
    uses: order.map((old) => resources.map((resource) => uses[old]?.[resource] ?? 0)),
    successors: order.map((old) => mixed((successors[old] ?? []).map((next) => numberOf.get(next) ?? 0))),
    capacities: resources.map((resource) => capacities[resource] ?? 0),
  };
}

function written({ durations, uses, successors, capacities }: Project): string {
  const rule = '*'.repeat(72);
  return [
    rule,
    'PRECEDENCE RELATIONS:',
    'jobnr.    #modes  #successors   successors',
    ...successors.map((after, at) => [at + 1, 1, after.length, ...after].join('  ')),
    rule,
    'REQUESTS/DURATIONS:',
    `jobnr. mode duration  ${capacities.map((_one, at) => `R ${at + 1}`).join('  ')}`,
    ...durations.map((duration, at) => [at + 1, 1, duration, ...(uses[at] ?? [])].join('  ')),
    rule,
    'RESOURCEAVAILABILITIES:',
    capacities.map((_one, at) => `R ${at + 1}`).join('  '),
    capacities.join('  '),
    rule,
    '',
  ].join('\n');
}

/** Lehmer's generator, seeded with a word. */
function randomFrom(word: string, copy: number): () => number {
  let state = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_147_483_647, copy) || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
