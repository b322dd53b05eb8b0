/** A field's value; lists are those of watchers, tags and the like. */
export type Value = string | number | boolean | null | readonly string[];
/** A ticket as rules see it: own and form fields by key. Days and moments are ISO texts, which compare as text. */
export type Fields = Readonly<Record<string, Value>>;

/** What sets rules off. `changed` without field = any. */
export type RuleEvent =
  | { readonly on: 'created' }
  | { readonly on: 'changed'; readonly field: string | null }
  | { readonly on: 'message'; readonly from: 'requester' | 'agent' | 'provider' }
  | { readonly on: 'step'; readonly key: string }
  | { readonly on: 'date'; readonly field: string };

export type Condition =
  | { readonly op: 'is' | 'is_not'; readonly field: string; readonly value: Value }
  | { readonly op: 'one_of'; readonly field: string; readonly values: readonly string[] }
  | { readonly op: 'contains' | 'contains_not'; readonly field: string; readonly text: string }
  | { readonly op: 'at_least' | 'at_most'; readonly field: string; readonly value: number | string }
  | { readonly op: 'empty' | 'filled'; readonly field: string }
  | { readonly op: 'all' | 'any' | 'none'; readonly of: readonly Condition[] };

export type Action =
  | { readonly do: 'set'; readonly field: string; readonly value: Value }
  | { readonly do: 'add' | 'remove'; readonly field: string; readonly value: string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'letter'; readonly template: string; readonly to: string };

/** When something happens, if the ticket is so, then do. Rules are tried in the order of the list. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly events: readonly RuleEvent[];
  /** All of them must hold; none = always. */
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
}

export interface Change {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
}
export type Effect = Extract<Action, { do: 'note' | 'letter' }>;

/** What one rule did to a ticket. */
export interface Step {
  readonly rule: string;
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
}

export interface Outcome {
  readonly fields: Fields;
  readonly steps: readonly Step[];
  /**
   * Why rules were held back: `cycle` = a change would have set off a rule that had led to it (its ids in order, the
   * first again at the end), `limit` = more steps than allowed.
   */
  readonly stopped: { readonly why: 'cycle' | 'limit'; readonly rules: readonly string[] } | null;
}

export const MOST_STEPS = 20;

const plain = (value: Value): string => String(value ?? '').toLocaleLowerCase('de');
const isEmpty = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const same = (a: Value, b: Value): boolean =>
  a === b || (isEmpty(a) && isEmpty(b)) || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b));

function contains(value: Value, text: string): boolean {
  const list = Array.isArray(value) ? value.map(plain) : [];
  return Array.isArray(value) ? list.includes(plain(text)) : plain(value).includes(plain(text));
}
/** Only what is of one kind has an order; anything else is neither more nor less. */
function compared(value: Value, limit: number | string): number {
  if (typeof value === 'number' && typeof limit === 'number') return value - limit;
  if (typeof value === 'string' && typeof limit === 'string' && value !== '')
    return value < limit ? -1 : value > limit ? 1 : 0;
  return Number.NaN;
}

/** Whether a condition holds; a field that the ticket does not have is empty. */
export function holds(condition: Condition, fields: Fields): boolean {
  if ('of' in condition) {
    const parts = condition.of.map((part) => holds(part, fields));
    if (condition.op === 'all') return !parts.includes(false);
    return parts.includes(true) === (condition.op === 'any');
  }
  const value = fields[condition.field] ?? null;
  switch (condition.op) {
    case 'is':
      return same(value, condition.value);
    case 'is_not':
      return !same(value, condition.value);
    case 'one_of':
      return condition.values.some((one) => contains(Array.isArray(value) ? value : [plain(value)], one));
    case 'contains':
      return contains(value, condition.text);
    case 'contains_not':
      return !contains(value, condition.text);
    case 'at_least':
      return compared(value, condition.value) >= 0;
    case 'at_most':
      return compared(value, condition.value) <= 0;
    case 'empty':
      return isEmpty(value);
    case 'filled':
      return !isEmpty(value);
  }
}

/** The value of a field after an action; the same one where it changes nothing. */
function valueAfter(action: Exclude<Action, Effect>, before: Value): Value {
  if (action.do === 'set') return same(before, action.value) ? before : action.value;
  const list: readonly string[] = Array.isArray(before) ? before : isEmpty(before) ? [] : [String(before)];
  const there = list.includes(action.value);
  if (action.do === 'add') return there ? before : [...list, action.value];
  return there ? list.filter((one) => one !== action.value) : before;
}

function carryOut(rule: Rule, fields: Fields): { fields: Fields; step: Step } {
  let now = fields;
  const effects: Effect[] = [];
  for (const action of rule.actions) {
    if (action.do === 'note' || action.do === 'letter') effects.push(action);
    else now = { ...now, [action.field]: valueAfter(action, now[action.field] ?? null) };
  }
  const changes = Object.keys(now).flatMap((field): Change[] => {
    const [from, to] = [fields[field] ?? null, now[field] ?? null];
    return same(from, to) ? [] : [{ field, from, to }];
  });
  return { fields: now, step: { rule: rule.id, changes, effects } };
}

const setsOff = (rule: Rule, event: RuleEvent): boolean =>
  rule.active &&
  rule.events.some((when) => {
    if (when.on === 'changed')
      return event.on === 'changed' && (when.field === null || when.field === event.field);
    if (when.on === 'message') return event.on === 'message' && when.from === event.from;
    if (when.on === 'step') return event.on === 'step' && when.key === event.key;
    if (when.on === 'date') return event.on === 'date' && when.field === event.field;
    return event.on === when.on;
  });

/** Fields that conditions look at. */
export const readBy = (conditions: readonly Condition[]): string[] =>
  conditions.flatMap((one) => ('of' in one ? readBy(one.of) : [one.field]));
const longest = (chains: readonly (readonly string[])[]): readonly string[] =>
  chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);

/**
 * What the rules make of a ticket after an event, in the order of the list; later rules see what earlier ones did.
 * Changes made by a rule are events in their turn, but never for that rule itself; where they come back to a rule that
 * led to them, that way ends and the circle is named. The same ticket and rules always end alike.
 */
export function runRules(
  rules: readonly Rule[],
  event: RuleEvent,
  ticket: Fields,
  mostSteps: number = MOST_STEPS,
): Outcome {
  let fields = ticket;
  let stopped: Outcome['stopped'] = null;
  const steps: Step[] = [];
  /** By field, the rules that led to its value. */
  const origins = new Map<string, readonly string[]>();
  const waiting: { events: readonly RuleEvent[]; causes: readonly string[] }[] = [
    { events: [event], causes: [] },
  ];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { events, causes } = next;
    for (const rule of rules) {
      if (!events.some((one) => setsOff(rule, one))) continue;
      if (!rule.conditions.every((part) => holds(part, fields))) continue;
      const chain = longest([causes, ...readBy(rule.conditions).map((field) => origins.get(field) ?? [])]);
      if (chain.at(-1) === rule.id) continue;
      const before = chain.indexOf(rule.id);
      const { fields: after, step } = carryOut(rule, fields);
      if (step.changes.length === 0 && step.effects.length === 0) continue;
      if (before >= 0) {
        stopped ??= { why: 'cycle', rules: [...chain.slice(before), rule.id] };
        continue;
      }
      if (steps.length >= mostSteps)
        return { fields, steps, stopped: { why: 'limit', rules: steps.map((one) => one.rule) } };
      fields = after;
      steps.push(step);
      const ways = [...chain, rule.id];
      for (const { field } of step.changes) origins.set(field, ways);
      const changed = step.changes.map(({ field }): RuleEvent => ({ on: 'changed', field }));
      if (changed.length > 0) waiting.push({ events: changed, causes: ways });
    }
  }
  return { fields, steps, stopped };
}

export interface DryRun {
  readonly id: string;
  readonly outcome: Outcome;
}

/** What the rules would do to tickets that exist, without doing it: only those that something would happen to. */
export const dryRun = (
  rules: readonly Rule[],
  event: RuleEvent,
  tickets: readonly { readonly id: string; readonly fields: Fields }[],
): DryRun[] =>
  tickets.flatMap(({ id, fields }) => {
    const outcome = runRules(rules, event, fields);
    return outcome.steps.length > 0 || outcome.stopped ? [{ id, outcome }] : [];
  });
