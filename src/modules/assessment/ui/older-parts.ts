import { m } from '#texts';
import type { Stated } from '../domain/older-comparison.ts';
import type { assessment } from './words.ts';

export type OlderComparison = Awaited<ReturnType<typeof assessment.olderComparison>>;
export type OlderRow = OlderComparison['rows'][number];

export const STATED_WORDS: Record<Stated, () => string> = {
  met: m.assessment_older_met,
  partly: m.assessment_older_partly,
  not_met: m.assessment_older_not_met,
  percent: m.assessment_older_percent,
};

export interface ReadChapter {
  chapter: string;
  stated: Stated;
  percent: number | null;
}

/** Has a table read; answers its chapters, or every fault with its row. Nothing is stored. */
export async function readOlderFile(
  town: string,
  file: File,
): Promise<{ chapters: ReadChapter[] } | { faults: string[] }> {
  const answer = await fetch(`/api/v1/towns/${encodeURIComponent(town)}/older-result-files`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  const said = (await answer.json()) as { chapters?: ReadChapter[]; faults?: string[]; text?: string };
  if (said.faults) return { faults: said.faults };
  if (!answer.ok || !said.chapters) return { faults: [said.text ?? m.assessment_unreachable()] };
  return { chapters: said.chapters };
}
