import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LINK_KINDS } from '#modules/cockpit/contract';
import { allKinds } from '#modules/privacy';
import { liveKinds } from './live-kinds.ts';
import { liveKeys } from './web/live-keys.ts';

/** Parts of a record whose own line in the journal comes with one of the record itself. */
const TOLD_BY_OTHERS = [
  // What somebody writes into the own diary is nobody's news.
  'activity_day',
  'activity_entry',
  // A calendar link is shown once and looked at by programs.
  'calendar_feed',
  // Desks see only what is theirs: a stream that knows functions alone says nothing of their tickets.
  'desk',
  'desk_category',
  'desk_member',
  'document_wording',
  'file',
  'finding_link',
  'finding_review',
  'finding_wording',
  'measure_dependency',
  'measure_development',
  'measure_finding',
  'measure_goal',
  'ticket',
  'ticket_answer',
  'ticket_note',
];

test('every kind of record is told as it changes, or deliberately is not', () => {
  const kinds = allKinds.map(({ kind }) => kind);
  expect(kinds.filter((kind) => !(kind in liveKinds)).sort()).toEqual(TOLD_BY_OTHERS);
  expect(Object.values(liveKinds).filter((may) => may.length === 0)).toEqual([]);
});

test('whatever the search finds it may answer', () => {
  const found = allKinds.filter(({ search }) => search).map(({ kind }) => kind);
  expect(found.filter((kind) => !LINK_KINDS.some((known) => known === kind))).toEqual([]);
});

test('the browser knows for every kind that is told which queries to ask anew, by names that pages ask under', () => {
  expect(Object.keys(liveKeys).sort()).toEqual(Object.keys(liveKinds).sort());
  const root = join(import.meta.dirname, '../..');
  const pages = globSync('src/modules/*/ui/*.{ts,tsx}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  const names = Object.values(liveKeys).flatMap(({ lists, record }) => [
    ...lists,
    ...(record ? [record] : []),
  ]);
  const asked = (name: string) => pages.some((text) => new RegExp(`['"]${name}['"]`).test(text));
  expect([...new Set(names)].filter((name) => !asked(name))).toEqual([]);
});
