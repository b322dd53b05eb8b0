const MINUTE_MS = 60_000;
/** An interview may begin early and run over. */
const EARLY = 30;
const OVER = 120;

export interface Slot {
  /** Booked minutes. */
  minutes: number;
  /** Moments in ms; null when unknown. */
  scheduled: number | null;
  begun: number | null;
  now: number;
}

/**
 * Minutes left of what was booked, below 0 when it is over: counted from the time agreed when that is now, else from
 * the first answer; null while neither is.
 */
export function minutesLeft({ minutes, scheduled, begun, now }: Slot): number | null {
  const runs = (from: number | null, early: number): from is number =>
    from !== null && now >= from - early * MINUTE_MS && now <= from + (minutes + OVER) * MINUTE_MS;
  const from = runs(scheduled, EARLY) ? scheduled : runs(begun, 0) ? begun : null;
  return from === null ? null : Math.min(minutes, Math.ceil(minutes - (now - from) / MINUTE_MS));
}
