import { sql } from 'kysely';
import { assessmentKinds, isQuestion } from '#modules/assessment';
import { insertRecord, type Row } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { insertRows } from './insert-rows.ts';
import type { ImportFault, TownRecord } from './town-folder.ts';

/** What somebody said to a question: a level from 0 to 5, or a state in place of it. */
interface GivenEntry {
  question: string;
  level?: number;
  state?: 'unknown' | 'not_applicable';
  reason?: string;
}

const entries = (record: TownRecord): Partial<GivenEntry>[] =>
  ((record.values.answers ?? []) as (Partial<GivenEntry> | null)[]).map((entry) => entry ?? {});

/** Names every answer in `respondents.yaml` that no interview could have taken. */
export function checkAnswers(files: ReadonlyMap<string, TownRecord[]>, faults: ImportFault[]): void {
  for (const record of files.get('respondents') ?? []) {
    const bad = (code: string, text: string) =>
      faults.push({ file: 'respondents.yaml', row: record.line, code, text: `answers: ${text}` });
    const seen = new Set<string>();
    for (const { question = '', level, state, reason = '' } of entries(record)) {
      const isLevel = Number.isInteger(level) && Number(level) >= 0 && Number(level) <= 5;
      if (!isQuestion(question)) bad('unknown_reference', `Die Frage „${question}“ gibt es nicht.`);
      if (seen.has(question)) bad('duplicate', `„${question}“ ist schon beantwortet.`);
      seen.add(question);
      if (state === undefined ? !isLevel : level !== undefined)
        bad('not_allowed', `„${question}“ braucht entweder level (0 bis 5) oder state.`);
      if (state !== undefined && !['unknown', 'not_applicable'].includes(state))
        bad('not_allowed', 'state ist unknown oder not_applicable.');
      if (state === 'not_applicable' && !reason) bad('required', `„${question}“ braucht eine Begründung.`);
      if (typeof reason !== 'string' || reason.length > 1000)
        bad('not_allowed', `reason zu „${question}“ ist ein Text mit höchstens 1.000 Zeichen.`);
    }
  }
}

/**
 * Keeps somebody who was interviewed with what they said. Single answers are the team's alone; the import holds no seat
 * in it and writes each in the place of who gave it.
 */
export async function loadRespondent(tx: TownTx, row: Row, record: TownRecord): Promise<void> {
  const id = tx.newId();
  const actAs = (who: string) => sql`select set_config('app.respondent', ${who}, true)`.execute(tx.db);
  const { engagement_id, ...who } = row;
  await actAs(id);
  await insertRecord(tx, assessmentKinds.respondent, { ...who, id }, 'imported');
  await insertRows(
    tx,
    assessmentKinds.answer,
    entries(record).map(({ question, level, state, reason }) => ({
      id: tx.newId(),
      engagement_id,
      interview_id: who.interview_id,
      respondent_id: id,
      question,
      state: state ?? 'level',
      level: level ?? null,
      reason: reason ?? '',
    })),
  );
  await actAs('');
}
