import type { LocalText } from './catalogue-reader.ts';
import { ownProperty } from './oscal/namespace.ts';
import type { PlainCatalogue } from './plain-catalogue.ts';
import { type Effort, isGrundschutz } from './question-cells.ts';
import type { ListedQuestion, QuestionList, QuestionListKind } from './question-list.ts';

/** What a list is called unless whoever brings it says otherwise; null: as its file is called. */
const titles: Readonly<Record<QuestionListKind, string | null>> = {
  wiba: 'WiBA: Weg in die Basis-Absicherung (Checklisten des BSI)',
  staged_plan: 'Stufenplan Mindestsicherheitsniveau Baden-Württemberg, Stufe 1',
  other: null,
};
const sources: Readonly<Record<QuestionListKind, string | null>> = {
  wiba: 'Bundesamt für Sicherheit in der Informationstechnik',
  staged_plan: 'Land Baden-Württemberg',
  other: null,
};
export const kindWords: Readonly<Record<QuestionListKind, LocalText>> = {
  wiba: { de: 'WiBA-Checklisten des BSI', en: 'WiBA checklists of the BSI' },
  staged_plan: { de: 'Stufenplan des Landes', en: 'Staged plan of the state' },
  other: { de: 'Fragenliste', en: 'List of questions' },
};

const ENDING = /\.[a-z0-9]{1,5}$/i;
/** Name of a file without folder and ending: `/a/WiBA_1.2.xlsx` is `WiBA_1.2`. */
export const stemOf = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? file).replace(ENDING, '').trim() || '?';

/** Title and edition proposed for a list; the same file again is the same edition. */
export const proposedHead = ({ kind }: QuestionList, file: string): { title: string; version: string } => ({
  title: titles[kind] ?? stemOf(file),
  version: stemOf(file),
});

/** The list as a catalogue: lists are headings, questions requirements; effort and references stay with each. */
export const catalogueOfQuestions = (
  { kind, groups, questions }: QuestionList,
  head: { title: string; version: string },
): PlainCatalogue => ({
  ...head,
  published: null,
  language: 'de',
  source: sources[kind],
  licence: null,
  props: [ownProperty('question-list', kind)],
  groups: groups.map(({ code, title }) => ({ code, parent: null, title, props: [] })),
  controls: questions.map((one) => ({
    code: one.code,
    group: one.group,
    parent: null,
    title: one.question,
    statement: '',
    guidance: guidanceOf(one),
    modal: null,
    evidence: '',
    props: [
      ...(one.effort ? [ownProperty('effort', rangeOf(one.effort))] : []),
      ...one.references.map((reference) => ownProperty('reference', reference)),
    ],
  })),
});

const rangeOf = ({ least, most }: Effort): string => (least === most ? `${least}` : `${least}-${most}`);

/** Effort and references in words, as the list states them. */
function guidanceOf({ effort, references }: ListedQuestion): string {
  const grundschutz = references.filter(isGrundschutz);
  const others = references.filter((reference) => !isGrundschutz(reference));
  return [
    effort && `Aufwand: ${rangeOf(effort).replace('-', ' bis ')}`,
    grundschutz.length > 0 && `IT-Grundschutz: ${grundschutz.join(', ')}`,
    others.length > 0 && `Verweise: ${others.join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}
