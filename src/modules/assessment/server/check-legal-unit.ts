import type { RouteInput, RouteOutput } from '#kernel/route';
import { checkUnit, nis2Check } from '#modules/catalogue';
import { readTown } from '#modules/organisation';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { nis2Contract as contract } from '../contract-nis2.ts';
import { nextQuestion, presetOf, readValue } from '../domain/legal-unit.ts';
import { legalUnit } from './kinds.ts';
import { listLegalUnits, listUnitAnswers } from './legal-unit-store.ts';

type Overview = RouteOutput<typeof contract.nis2>;
type Checked = RouteOutput<typeof contract.legalUnitCheck>;
type Known = Awaited<ReturnType<typeof listUnitAnswers>>;
type Walked = ReturnType<typeof checkUnit>[number];

const head = () => {
  const { title, asOf, disclaimer, units } = nis2Check();
  return { title, asOf, disclaimer, kinds: units.map((unit) => ({ key: unit.key, title: unit.title })) };
};

const outcomeOf = (walked: Walked): Overview['units'][number]['tracks'][number] => ({
  track: walked.track,
  result: walked.state === 'decided' ? walked.result : null,
  missing: walked.state === 'open' ? walked.missing.ask : null,
});

/** Results of one unit from what is known of it. A kind that the check has lost is not decided at all. */
function walk(kind: string, known: Known): Walked[] {
  const check = nis2Check();
  const answers = Object.fromEntries(
    known.flatMap(({ fact, value }) => {
      const asked = check.facts.find(({ key }) => key === fact);
      const read = asked ? readValue(asked, value) : null;
      return read === null ? [] : [[fact, read]];
    }),
  );
  return check.units.some(({ key }) => key === kind) ? checkUnit(check, kind, answers) : [];
}

/** All legal units with their result; evaluated anew each time. */
export async function listNis2(tx: TownTx): Promise<Overview> {
  const units = await listLegalUnits(tx);
  const known = Map.groupBy(await listUnitAnswers(tx, null), ({ unit_id }) => unit_id);
  return {
    ...head(),
    units: units.map((unit) => ({
      ...unit,
      tracks: walk(unit.kind, known.get(unit.id) ?? []).map(outcomeOf),
    })),
  };
}

/** One legal unit: what to ask, what was answered, what follows by which steps. Refuses `not_found`. */
export async function checkLegalUnit(
  tx: TownTx,
  { id }: Pick<RouteInput<typeof contract.legalUnitCheck>, 'id'>,
): Promise<Checked> {
  const { name, kind, note, version } = await readRecord<Omit<Checked['unit'], 'id' | 'version'>>(
    tx,
    legalUnit,
    id,
  );
  const known = await listUnitAnswers(tx, id);
  const tracks = walk(kind, known);
  const questions = questionsOf(tracks, known, await readTown(tx));
  return {
    ...head(),
    unit: { id, name, kind, note, version },
    tracks: tracks.map((walked) => ({
      ...outcomeOf(walked),
      steps: walked.steps.map(({ step, fact, answer, because, source }) => ({
        step,
        fact: fact?.key ?? null,
        answer,
        because,
        source,
      })),
      duties: walked.state === 'decided' ? walked.duties.map(dutyView) : [],
    })),
    questions,
    next: nextQuestion(questions),
  };
}

function dutyView({
  text,
  law,
  source,
}: {
  text: { de: string; en: string };
  law: string | null;
  source: string;
}) {
  const { title, date } = nis2Check().sources.find(({ key }) => key === source) ?? {
    title: { de: '', en: '' },
    date: null,
  };
  return { text, law, source: { title, date } };
}

/** Every question that came up on the way, once, and the one each way stops at. */
function questionsOf(tracks: readonly Walked[], known: Known, town: { state: string }): Checked['questions'] {
  const asked = tracks.flatMap((walked) => [
    ...walked.steps.flatMap(({ fact }) => (fact ? [fact] : [])),
    ...(walked.state === 'open' ? [walked.missing] : []),
  ]);
  const facts = [...new Map(asked.map((fact) => [fact.key, fact])).values()];
  return facts.map(({ key, kind, ask, choices }) => {
    const stored = known.find(({ fact }) => fact === key);
    const value = stored ? readValue({ kind, choices }, stored.value) : null;
    const state = value !== null ? 'answered' : stored?.value === '' ? 'unclear' : 'open';
    const preset = state === 'open' ? presetOf({ key, choices }, town) : null;
    return { fact: key, kind, ask, choices, state, value, preset };
  });
}
