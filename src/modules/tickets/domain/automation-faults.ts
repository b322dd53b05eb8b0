import { type Action, type Condition, type Rule, readBy, type Value } from './automation.ts';

/** A field that rules may name. */
export interface FieldType {
  readonly key: string;
  readonly type: 'text' | 'number' | 'date' | 'choice' | 'list' | 'yes_no';
  /** Keys that a choice takes. */
  readonly choices?: readonly string[];
  /** Rules may read it, not write it. */
  readonly fixed?: boolean;
}

export interface RuleFault {
  readonly rule: string;
  readonly field: string;
  readonly fault:
    | 'unknown_field'
    | 'wrong_value'
    | 'wrong_comparison'
    | 'fixed_field'
    | 'no_event'
    | 'no_action';
}

const fits = ({ type, choices }: FieldType, value: Value): boolean => {
  if (value === null) return true;
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'yes_no') return typeof value === 'boolean';
  if (type === 'list') return Array.isArray(value);
  if (typeof value !== 'string') return false;
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}/.test(value);
  return type !== 'choice' || value === '' || !choices || choices.includes(value);
};

function ofCondition(condition: Condition, known: ReadonlyMap<string, FieldType>): Omit<RuleFault, 'rule'>[] {
  if ('of' in condition) return condition.of.flatMap((part) => ofCondition(part, known));
  const field = known.get(condition.field);
  const fault = (what: RuleFault['fault']) => [{ field: condition.field, fault: what }];
  if (!field) return fault('unknown_field');
  const { op } = condition;
  if ((op === 'is' || op === 'is_not') && !fits(field, condition.value)) return fault('wrong_value');
  if (op === 'one_of' && field.type === 'choice' && !condition.values.every((value) => fits(field, value)))
    return fault('wrong_value');
  if (op === 'contains' || op === 'contains_not')
    return field.type === 'text' || field.type === 'list' ? [] : fault('wrong_comparison');
  if (op === 'at_least' || op === 'at_most') {
    if (field.type !== 'number' && field.type !== 'date') return fault('wrong_comparison');
    return fits(field, condition.value) ? [] : fault('wrong_value');
  }
  return [];
}

function ofAction(action: Action, known: ReadonlyMap<string, FieldType>): Omit<RuleFault, 'rule'>[] {
  if (action.do === 'note' || action.do === 'letter') return [];
  const field = known.get(action.field);
  const fault = (what: RuleFault['fault']) => [{ field: action.field, fault: what }];
  if (!field) return fault('unknown_field');
  if (field.fixed) return fault('fixed_field');
  if (action.do === 'set') return fits(field, action.value) ? [] : fault('wrong_value');
  return field.type === 'list' ? [] : fault('wrong_value');
}

/** Everything in the rules that names no field of the desk or gives it what it cannot hold. */
export function ruleFaults(rules: readonly Rule[], fields: readonly FieldType[]): RuleFault[] {
  const known = new Map(fields.map((field) => [field.key, field]));
  return rules.flatMap((rule) => {
    const named = rule.events.flatMap((event) =>
      event.on === 'date' || (event.on === 'changed' && event.field !== null) ? [event.field ?? ''] : [],
    );
    return [
      ...(rule.events.length === 0 ? [{ field: '', fault: 'no_event' as const }] : []),
      ...(rule.actions.length === 0 ? [{ field: '', fault: 'no_action' as const }] : []),
      ...named.flatMap((field) => (known.has(field) ? [] : [{ field, fault: 'unknown_field' as const }])),
      ...rule.conditions.flatMap((condition) => ofCondition(condition, known)),
      ...rule.actions.flatMap((action) => ofAction(action, known)),
    ].map((fault) => ({ rule: rule.id, ...fault }));
  });
}

/** Whether a condition can still hold when a field has just been set to a value; what is not certain may. */
function mayHold(condition: Condition, field: string, value: Value): boolean {
  if ('of' in condition) {
    if (condition.op === 'none') return true;
    const parts = condition.of.map((part) => mayHold(part, field, value));
    return condition.op === 'all' ? !parts.includes(false) : parts.includes(true);
  }
  if (condition.field !== field) return true;
  if (condition.op === 'is') return condition.value === value;
  if (condition.op === 'is_not') return condition.value !== value;
  if (condition.op === 'one_of') return typeof value !== 'string' || condition.values.includes(value);
  if (condition.op === 'empty') return value === null || value === '';
  if (condition.op === 'filled') return value !== null && value !== '';
  return true;
}

/** Both are set off by the same event, the one before the other, which looks at what the one wrote. */
const seesAtOnce = (one: Rule, other: Rule, field: string): boolean =>
  readBy(other.conditions).includes(field) &&
  one.events.some((event) =>
    other.events.some(
      (later) =>
        JSON.stringify(later) === JSON.stringify(event) ||
        (event.on === 'changed' && later.on === 'changed' && (event.field === null || later.field === null)),
    ),
  );

/** Whether what one rule does may set off the other; `before` = it stands before it in the list. */
function leadsTo(one: Rule, other: Rule, before: boolean): boolean {
  return one.actions.some((action) => {
    if (action.do === 'note' || action.do === 'letter') return false;
    const heard = other.events.some(
      (event) => event.on === 'changed' && (event.field === null || event.field === action.field),
    );
    if (!heard && !(before && seesAtOnce(one, other, action.field))) return false;
    return action.do !== 'set' || other.conditions.every((part) => mayHold(part, action.field, action.value));
  });
}

/**
 * Rules that may set each other off in a circle, before any ticket meets them: the ids of each circle in order, beginning
 * with the rule that stands first in the list. A rule alone is no circle, for its own changes never set it off. Every
 * rule that is part of some circle stands in at least one of those given.
 */
export function ruleCycles(rules: readonly Rule[]): string[][] {
  const active = rules.filter((rule) => rule.active);
  const next = active.map((one, i) =>
    active.flatMap((other, j) => (i !== j && leadsTo(one, other, i < j) ? [j] : [])),
  );
  const cycles = new Map<string, number[]>();
  for (const start of active.keys()) {
    const way = shortestCircle(start, next);
    if (!way) continue;
    const first = way.indexOf(Math.min(...way));
    const turned = [...way.slice(first), ...way.slice(0, first)];
    cycles.set(turned.join(), turned);
  }
  return [...cycles.values()]
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || a.length - b.length)
    .map((way) => way.map((index) => active[index]?.id ?? ''));
}

function shortestCircle(start: number, next: readonly (readonly number[])[]): number[] | null {
  const from = new Map<number, number>();
  const queue = [start];
  for (const at of queue)
    for (const to of next[at] ?? []) {
      if (to === start) {
        const way: number[] = [];
        for (let back = at; back !== start; back = from.get(back) ?? start) way.unshift(back);
        return [start, ...way];
      }
      if (from.has(to)) continue;
      from.set(to, at);
      queue.push(to);
    }
  return null;
}
