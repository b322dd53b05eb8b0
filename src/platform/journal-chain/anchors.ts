import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** The last seal of a town, written outside the database. */
export interface Anchor {
  at: string;
  townId: string;
  seq: number;
  /** Hexadecimal. */
  hash: string;
}

const fileIn = (dataDir: string): string => join(dataDir, 'journal-heads.log');

/** Anchors in the order they were written; lines that cannot be read are left out. */
export function readAnchors(dataDir: string): Anchor[] {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Anchor[] => {
      try {
        const anchor = JSON.parse(line) as Anchor;
        return anchor.townId && anchor.seq && anchor.hash ? [anchor] : [];
      } catch {
        return [];
      }
    });
}

/** How far each town was anchored, by town. */
export const lastAnchored = (dataDir: string): Map<string, number> =>
  new Map(readAnchors(dataDir).map(({ townId, seq }) => [townId, seq]));

/** Appends the heads that moved since they were last written. */
export function keepAnchors(
  dataDir: string,
  heads: readonly Omit<Anchor, 'at'>[],
  known: Map<string, number>,
  now: Date,
): void {
  const moved = heads.filter((head) => known.get(head.townId) !== head.seq);
  if (moved.length === 0) return;
  const file = fileIn(dataDir);
  const lines = moved.map((head) => `${JSON.stringify({ at: now.toISOString(), ...head })}\n`).join('');
  appendFileSync(file, (isCutOff(file) ? '\n' : '') + lines, { mode: 0o600 });
  for (const head of moved) known.set(head.townId, head.seq);
}

/** True when the last line has no end: a full disk took only its beginning, and the next must not stand behind it. */
function isCutOff(file: string): boolean {
  if (!existsSync(file)) return false;
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(opened, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
  } finally {
    closeSync(opened);
  }
}
