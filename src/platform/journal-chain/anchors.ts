import { appendFileSync, existsSync, readFileSync } from 'node:fs';
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

/** Appends the heads that moved since they were last written. */
export function keepAnchors(
  dataDir: string,
  heads: readonly Omit<Anchor, 'at'>[],
  known: Map<string, number>,
  now: Date,
): void {
  const moved = heads.filter((head) => known.get(head.townId) !== head.seq);
  if (moved.length === 0) return;
  appendFileSync(
    fileIn(dataDir),
    moved.map((head) => `${JSON.stringify({ at: now.toISOString(), ...head })}\n`).join(''),
    { mode: 0o600 },
  );
  for (const head of moved) known.set(head.townId, head.seq);
}
