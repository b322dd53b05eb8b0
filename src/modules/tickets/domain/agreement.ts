import type { WorkCalendar } from '#kernel/calendar';
import { type Instant, instant } from '#kernel/dates';
import type { Course } from './course.ts';
import { PRIORITIES, type Priority } from './priority.ts';
import { type Stretch, usedUp, workedTime } from './working-time.ts';

export const TARGETS = ['answer', 'solution'] as const;
/** First public answer, and solution. */
export type Target = (typeof TARGETS)[number];

/** Something to be done when a share of a target is used up. */
export interface Step {
  readonly key: string;
  readonly target: Target;
  /** 75 = three quarters of the target; more than 100 comes after the breach. */
  readonly percent: number;
}

export interface Agreement {
  readonly calendar: WorkCalendar;
  /** Minutes of working time; null = nothing agreed. */
  readonly targets: Readonly<Record<Priority, Readonly<Record<Target, number | null>>>>;
  readonly steps: readonly Step[];
  /** From this share of a target on it is at risk. */
  readonly riskPercent: number;
  /** Which clocks stand still while others are waited for. */
  readonly pausing: readonly Target[];
}

export type ClockState = 'on_time' | 'at_risk' | 'breached';

/** How one target of one ticket stands at a moment. */
export interface Clock {
  readonly target: Target;
  /** Agreed minutes of working time. */
  readonly minutes: number;
  readonly usedMinutes: number;
  /** Whole minutes left, negative once it is over. */
  readonly leftMinutes: number;
  readonly state: ClockState;
  /** When the target is or was used up; null while a pause leaves it open. */
  readonly dueAt: Instant | null;
  /** When it was met or missed for good; null = still to be done. */
  readonly stoppedAt: Instant | null;
  readonly paused: boolean;
  /** Every step and its moment; null while a pause leaves it open. */
  readonly steps: readonly { readonly key: string; readonly percent: number; readonly at: Instant | null }[];
  /** When state or steps change next if nothing else happens; null = never or not known. */
  readonly nextAt: Instant | null;
}

const MINUTE = 60_000;

/** When the clock stops, and the times in which it stood still. A solution that was reopened is such a time. */
function running(target: Target, course: Course, waits: readonly Stretch[]) {
  const first = course.solved[0]?.from ?? null;
  if (target === 'solution')
    return {
      stoppedAt: course.solved.find(({ to }) => to === null)?.from ?? null,
      pauses: [...waits, ...course.solved.filter(({ to }) => to !== null)],
    };
  // Solved on the spot needs no answer besides.
  const { answeredAt } = course;
  const stoppedAt = answeredAt === null || (first !== null && first < answeredAt) ? first : answeredAt;
  return { stoppedAt, pauses: waits };
}

/**
 * How a target stands at `now`; null = nothing agreed for this priority. The target of today's priority counts from
 * the beginning. It is breached from the first moment after `dueAt`; what was met at `dueAt` itself is on time. A
 * reopened ticket goes on with the rest it had when it was solved.
 */
export function clockOf(
  agreement: Agreement,
  target: Target,
  priority: Priority,
  course: Course,
  now: Instant,
): Clock | null {
  const minutes = agreement.targets[priority][target];
  if (minutes === null) return null;
  const { calendar } = agreement;
  const waits = agreement.pausing.includes(target) ? course.waits : [];
  const { stoppedAt, pauses } = running(target, course, waits);
  const until = stoppedAt ?? now;
  const share = (percent: number): Instant | null =>
    usedUp(calendar, course.createdAt, (minutes * MINUTE * percent) / 100, pauses);
  const used = workedTime(calendar, course.createdAt, until, pauses);
  const dueAt = share(100);
  const riskAt = share(agreement.riskPercent);
  const steps = agreement.steps
    .filter((step) => step.target === target)
    .map(({ key, percent }) => ({ key, percent, at: share(percent) }))
    .sort((a, b) => a.percent - b.percent);
  const late = dueAt !== null && until > dueAt;
  const risky = stoppedAt === null && riskAt !== null && until >= riskAt;
  // On time at the very moment, breached after it.
  const breach = dueAt && instant(new Date(Date.parse(dueAt) + 1));
  const coming = [riskAt, breach, ...steps.map(({ at }) => at)].filter((at) => at !== null && at > now);
  return {
    target,
    minutes,
    usedMinutes: Math.floor(used / MINUTE),
    leftMinutes: Math.floor((minutes * MINUTE - used) / MINUTE),
    state: late ? 'breached' : risky ? 'at_risk' : 'on_time',
    dueAt,
    stoppedAt,
    paused: stoppedAt === null && waits.some(({ from, to }) => from <= now && (to === null || to > now)),
    steps,
    nextAt: stoppedAt === null ? (coming.sort()[0] ?? null) : null,
  };
}

/** Steps whose moment lies after `since` and not after `now`: each comes once, however often one asks. */
export function stepsBetween(clock: Clock, since: Instant, now: Instant): string[] {
  const until = clock.stoppedAt !== null && clock.stoppedAt < now ? clock.stoppedAt : now;
  return clock.steps.flatMap(({ key, at }) => (at !== null && at > since && at <= until ? [key] : []));
}

export interface AgreementFault {
  readonly priority: Priority | null;
  readonly target: Target | null;
  /** `minutes` = not a whole number above 0, `order` = a higher priority may take longer, `before_answer` = solved before answered. */
  readonly fault: 'minutes' | 'order' | 'before_answer' | 'percent' | 'double_step';
}

/** What is wrong with an agreement as it was entered. */
export function agreementFaults({ targets, steps, riskPercent }: Agreement): AgreementFault[] {
  const faults: AgreementFault[] = [];
  for (const priority of PRIORITIES) {
    const own = targets[priority];
    for (const target of TARGETS) {
      const minutes = own[target];
      const higher = PRIORITIES.filter((p) => p < priority).map((p) => targets[p][target]);
      if (minutes === null) continue;
      if (!Number.isInteger(minutes) || minutes < 1) faults.push({ priority, target, fault: 'minutes' });
      else if (higher.some((other) => other !== null && other > minutes))
        faults.push({ priority, target, fault: 'order' });
    }
    if (own.answer !== null && own.solution !== null && own.solution < own.answer)
      faults.push({ priority, target: 'solution', fault: 'before_answer' });
  }
  if (!(riskPercent > 0 && riskPercent <= 100))
    faults.push({ priority: null, target: null, fault: 'percent' });
  for (const [i, { key, target, percent }] of steps.entries()) {
    if (!(percent > 0 && percent <= 1000)) faults.push({ priority: null, target, fault: 'percent' });
    if (steps.findIndex((other) => other.key === key && other.target === target) !== i)
      faults.push({ priority: null, target, fault: 'double_step' });
  }
  return faults;
}
