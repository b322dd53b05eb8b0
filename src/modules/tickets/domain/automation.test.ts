import { expect, test } from 'vitest';
import { type Condition, dryRun, type Fields, holds, type Rule, runRules } from './automation.ts';
import { type FieldType, ruleCycles, ruleFaults } from './automation-faults.ts';

const rule = (id: string, part: Partial<Rule>): Rule => ({
  id,
  name: id,
  active: true,
  events: [{ on: 'created' }],
  conditions: [],
  actions: [],
  ...part,
});
const changed = (field: string | null) => [{ on: 'changed', field } as const];
const ticket: Fields = {
  status: 'new',
  team: '',
  priority: 3,
  tags: [],
  subject: 'Heizung kalt',
  due: '2026-12-01',
};

test('conditions look at fields, and a field that is not there is empty', () => {
  const yes: Condition[] = [
    { op: 'is', field: 'team', value: null },
    { op: 'is_not', field: 'status', value: 'open' },
    { op: 'one_of', field: 'status', values: ['new', 'open'] },
    { op: 'contains', field: 'subject', text: 'HEIZ' },
    { op: 'contains_not', field: 'tags', text: 'vip' },
    { op: 'at_least', field: 'priority', value: 3 },
    { op: 'at_most', field: 'due', value: '2026-12-01' },
    { op: 'empty', field: 'nowhere' },
    { op: 'filled', field: 'subject' },
    {
      op: 'any',
      of: [
        { op: 'is', field: 'status', value: 'x' },
        { op: 'empty', field: 'tags' },
      ],
    },
    { op: 'none', of: [{ op: 'at_least', field: 'priority', value: 4 }] },
  ];
  expect(yes.filter((condition) => !holds(condition, ticket))).toEqual([]);
  expect(holds({ op: 'at_least', field: 'subject', value: 1 }, ticket)).toBe(false);
  expect(holds({ op: 'at_most', field: 'nowhere', value: 'z' }, ticket)).toBe(false);
});

test('rules follow from each other in order, and what changes nothing is no step', () => {
  const rules = [
    rule('team', {
      conditions: [{ op: 'contains', field: 'subject', text: 'heizung' }],
      actions: [{ do: 'set', field: 'team', value: 'haus' }],
    }),
    rule('tag', {
      events: changed('team'),
      actions: [
        { do: 'add', field: 'tags', value: 'geprüft' },
        { do: 'note', text: 'Zugeteilt' },
      ],
    }),
    rule('off', { active: false, actions: [{ do: 'set', field: 'priority', value: 1 }] }),
    rule('same', {
      actions: [
        { do: 'set', field: 'priority', value: 3 },
        { do: 'remove', field: 'tags', value: 'alt' },
      ],
    }),
  ];
  expect(runRules(rules, { on: 'created' }, ticket)).toEqual({
    fields: { ...ticket, team: 'haus', tags: ['geprüft'] },
    steps: [
      { rule: 'team', changes: [{ field: 'team', from: '', to: 'haus' }], effects: [] },
      {
        rule: 'tag',
        changes: [{ field: 'tags', from: [], to: ['geprüft'] }],
        effects: [{ do: 'note', text: 'Zugeteilt' }],
      },
    ],
    stopped: null,
  });
  expect(runRules(rules, { on: 'message', from: 'requester' }, ticket).steps).toEqual([]);
});

const up = (id: string, from: string, to: string) =>
  rule(id, {
    events: changed('status'),
    conditions: [{ op: 'is', field: 'status', value: from }],
    actions: [{ do: 'set', field: 'status', value: to }],
  });

test("a rule's own change does not set it off again", () => {
  const own = rule('own', {
    events: [...changed(null), { on: 'created' }],
    actions: [
      { do: 'add', field: 'tags', value: 'a' },
      { do: 'letter', template: 't', to: 'requester' },
    ],
  });
  const outcome = runRules([own], { on: 'created' }, ticket);
  expect(outcome.steps).toHaveLength(1);
  expect(outcome.stopped).toBeNull();
});

test('a circle of rules ends and is named, while it runs and before', () => {
  const rules = [
    up('a', 'new', 'open'),
    up('b', 'open', 'asked'),
    up('c', 'asked', 'new'),
    up('d', 'solved', 'closed'),
  ];
  const outcome = runRules(rules, { on: 'changed', field: 'status' }, ticket);
  expect(outcome.stopped).toEqual({ why: 'cycle', rules: ['a', 'b', 'c', 'a'] });
  expect(outcome.steps.map((step) => step.rule)).toEqual(['a', 'b', 'c']);
  expect(ruleCycles(rules)).toEqual([['a', 'b', 'c']]);
  expect(ruleCycles(rules.slice(0, 2))).toEqual([]);
  const letters = rule('e', {
    events: changed('tags'),
    actions: [{ do: 'add', field: 'watchers', value: 'x' }],
  });
  const back = rule('f', {
    events: changed('watchers'),
    actions: [{ do: 'remove', field: 'tags', value: 'y' }],
  });
  expect(ruleCycles([...rules, letters, back])).toEqual([
    ['a', 'b', 'c'],
    ['e', 'f'],
  ]);
  expect(ruleCycles([...rules, letters, { ...back, active: false }])).toEqual([['a', 'b', 'c']]);
});

test('many steps end at the limit', () => {
  const chain = Array.from({ length: 30 }, (_, i) => up(`r${i}`, `s${i}`, `s${i + 1}`));
  const outcome = runRules(chain, { on: 'changed', field: 'status' }, { status: 's0' });
  expect(outcome.steps).toHaveLength(20);
  expect(outcome.stopped?.why).toBe('limit');
  expect(runRules(chain, { on: 'changed', field: 'status' }, { status: 's0' }, 30).stopped).toBeNull();
});

test('a dry run lists what would change, and leaves the tickets as they are', () => {
  const tickets = [
    { id: '1', fields: ticket },
    { id: '2', fields: { ...ticket, status: 'closed' } },
  ];
  const before = structuredClone(tickets);
  const found = dryRun([up('a', 'new', 'open')], { on: 'changed', field: 'status' }, tickets);
  expect(found.map(({ id, outcome }) => [id, outcome.steps[0]?.changes])).toEqual([
    ['1', [{ field: 'status', from: 'new', to: 'open' }]],
  ]);
  expect(tickets).toEqual(before);
});

test('rules that name what the desk does not have are told so, everything at once', () => {
  const fields: FieldType[] = [
    { key: 'status', type: 'choice', choices: ['new', 'open'] },
    { key: 'priority', type: 'number' },
    { key: 'subject', type: 'text' },
    { key: 'tags', type: 'list' },
    { key: 'number', type: 'text', fixed: true },
  ];
  const wrong = rule('w', {
    events: changed('colour'),
    conditions: [
      { op: 'is', field: 'status', value: 'lost' },
      { op: 'contains', field: 'priority', text: '1' },
      {
        op: 'all',
        of: [
          { op: 'at_least', field: 'priority', value: 'x' },
          { op: 'empty', field: 'size' },
        ],
      },
    ],
    actions: [
      { do: 'set', field: 'number', value: '7' },
      { do: 'add', field: 'subject', value: 'x' },
      { do: 'set', field: 'tags', value: 'x' },
    ],
  });
  expect(
    ruleFaults([wrong, rule('e', { events: [] })], fields).map((f) => `${f.rule} ${f.field} ${f.fault}`),
  ).toEqual([
    'w colour unknown_field',
    'w status wrong_value',
    'w priority wrong_comparison',
    'w priority wrong_value',
    'w size unknown_field',
    'w number fixed_field',
    'w subject wrong_value',
    'w tags wrong_value',
    'e  no_event',
    'e  no_action',
  ]);
  expect(ruleFaults([up('a', 'new', 'open')], fields)).toEqual([]);
});

test('2,000 random sets of rules end, alike each time, and a circle met was foreseen', () => {
  let seed = 11;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor(((seed >>> 8) / 0x800000) * below);
  };
  const field = () => `f${random(3)}`;
  const value = () => `v${random(3)}`;
  let circles = 0;
  for (let round = 0; round < 2000; round += 1) {
    const rules = Array.from({ length: 2 + random(5) }, (_, i) =>
      rule(`r${i}`, {
        events: random(3) > 0 ? changed(random(5) > 0 ? field() : null) : [{ on: 'created' }],
        conditions:
          random(3) > 0 ? [{ op: random(2) ? 'is' : 'is_not', field: field(), value: value() }] : [],
        actions: [{ do: 'set', field: field(), value: value() }],
      }),
    );
    const start: Fields = { f0: value(), f1: value(), f2: value() };
    const outcome = runRules(rules, { on: 'created' }, start);
    expect(runRules(rules, { on: 'created' }, start)).toEqual(outcome);
    if (outcome.stopped?.why !== 'cycle') continue;
    circles += 1;
    const foreseen = new Set(ruleCycles(rules).flat());
    expect(outcome.stopped.rules.filter((id) => !foreseen.has(id))).toEqual([]);
  }
  expect(circles).toBeGreaterThan(20);
});
