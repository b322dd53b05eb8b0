import { recordPath } from '#kernel/paths';
import type { findingsContract } from '#modules/findings/contract';
import { api, useRecord, useTown } from '#platform/client';
import type { Status } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import { measureNumber } from './measure-number.ts';
import { measures, statusOfMeasure } from './words.ts';

export interface LinkChoice {
  id: string;
  /** "F-03 Eine Kraft hält fünf Rollen" */
  label: string;
  help: string;
  href: string;
  status?: Status;
  /** Calendar day of a development. */
  dueOn?: string | null;
}
export type LinkKind = 'findings' | 'goals' | 'developments' | 'needs';

interface Rows<R> {
  rows: R[];
  next: string | null;
}
interface Goal {
  id: string;
  number: number;
  title: string;
  ownerName: string | null;
}
interface Development {
  id: string;
  title: string;
  dueOn: string | null;
}
/** What is asked of the week: it stands below findings, so no contract of it is imported here. */
interface WeekReader {
  developments: {
    list: (input: { town: string; limit: number; cursor?: string }) => Promise<Rows<Development>>;
  };
  goals: { list: (input: { town: string; limit: number; cursor?: string }) => Promise<Rows<Goal>> };
}

const findings = api<typeof findingsContract>('findings');
const assessment: WeekReader = api<never>('assessment');

async function readAll<R>(load: (cursor: { cursor?: string }) => Promise<Rows<R>>): Promise<R[]> {
  const rows: R[] = [];
  let next: string | null = null;
  do {
    const page: Rows<R> = await load(next ? { cursor: next } : {});
    rows.push(...page.rows);
    next = page.next;
  } while (next);
  return rows;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
const limit = 200;

async function readFindings(town: string): Promise<LinkChoice[]> {
  const rows = await readAll((cursor) => findings.list({ town, limit, ...cursor }));
  return rows
    .filter(({ mergedInto }) => !mergedInto)
    .map(({ id, number, title, statement }) => ({
      id,
      label: `F-${twoDigits(number)} ${title}`,
      help: statement,
      href: recordPath(town, 'finding', id),
    }));
}

async function readGoals(town: string): Promise<LinkChoice[]> {
  const rows = await readAll((cursor) => assessment.goals.list({ town, limit, ...cursor }));
  return rows.map(({ id, number, title, ownerName }) => ({
    id,
    label: `Z-${number} ${title}`,
    help: ownerName ?? '',
    href: recordPath(town, 'goal', id),
  }));
}

async function readDevelopments(town: string): Promise<LinkChoice[]> {
  const rows = await readAll((cursor) => assessment.developments.list({ town, limit, ...cursor }));
  return rows.map(({ id, title, dueOn }) => ({
    id,
    label: title,
    help: dueOn ? date(dueOn) : '',
    href: recordPath(town, 'development', id),
    dueOn,
  }));
}

async function readMeasures(town: string): Promise<LinkChoice[]> {
  const rows = await readAll((cursor) => measures.list({ town, limit, ...cursor }));
  return rows.map((row) => ({
    id: row.id,
    label: `${measureNumber(row)} ${row.title}`,
    help: '',
    href: recordPath(town, 'measure', row.id),
    status: statusOfMeasure(row.status),
  }));
}

/** Everything a measure can be linked with; undefined while it is read. */
export function useLinkChoices(): Record<LinkKind, LinkChoice[]> | undefined {
  const town = useTown();
  const found = useRecord(['findings', town, 'choices'], () => readFindings(town)).data;
  const goals = useRecord(['goals', town, 'choices'], () => readGoals(town)).data;
  const plans = useRecord(['developments', town, 'choices'], () => readDevelopments(town)).data;
  const needs = useRecord(['measures', town, 'choices'], () => readMeasures(town)).data;
  return found && goals && plans && needs
    ? { findings: found, goals, developments: plans, needs }
    : undefined;
}
