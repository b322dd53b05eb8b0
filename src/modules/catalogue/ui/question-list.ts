import { m } from '#texts';
import { tooLarge } from './words.ts';

/** What a file of questions holds, before anything is kept. */
export interface ListPreview {
  list: {
    title: string;
    version: string;
    kindWord: string;
    recognisedBy: 'name' | 'counts';
    lists: { code: string; title: string; questions: number; known: number | null; first: string }[];
    questions: number;
    known: { lists: number | null; questions: number | null };
    withEffort: number;
    withReferences: number;
  } | null;
  faults: string[];
  faultTotal: number;
  remarks: string[];
}

const send = async (town: string, file: File, asked: Record<string, string>) => {
  const body = new FormData();
  body.append('files', file, file.name);
  const answer = await fetch(
    `/api/v1/towns/${encodeURIComponent(town)}/question-lists?${new URLSearchParams(asked)}`,
    { method: 'POST', body },
  );
  return { ok: answer.ok, said: (await answer.json()) as unknown };
};

const refused = (said: unknown): string => (said as { text?: string }).text ?? m.catalogue_unreachable();

/** Has a file looked at; nothing is kept. */
export async function lookAtQuestionList(town: string, file: File): Promise<ListPreview> {
  if (tooLarge([file])) return { list: null, faults: [m.catalogue_too_large()], faultTotal: 1, remarks: [] };
  const { ok, said } = await send(town, file, {});
  return ok ? (said as ListPreview) : { list: null, faults: [refused(said)], faultTotal: 1, remarks: [] };
}

/** Keeps a list as a catalogue of the town; a title that is there already gets a further version. */
export async function keepQuestionList(
  town: string,
  file: File,
  head: { title: string; edition: string },
): Promise<{ id: string; controls: number; fresh: boolean } | { faults: string[] }> {
  const { ok, said } = await send(town, file, { keep: '1', ...head });
  if (ok) return said as { id: string; controls: number; fresh: boolean };
  const { faults } = said as { faults?: string[] };
  return { faults: faults ?? [refused(said)] };
}
