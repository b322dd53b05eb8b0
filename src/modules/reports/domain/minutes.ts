import { formatDate, type LocalDate } from '#kernel/dates';
import type { Block, DocumentModel, Section, TextBlock } from '#kernel/document';

/** What was written down of a meeting; days as ISO dates, instants as ISO text. */
export interface Minutes {
  number: number;
  heldOn: string;
  starts: string;
  place: string;
  note: string;
  approvedAt: string | null;
  approvedBy: string;
  members: { name: string; title: string; attendance: 'invited' | 'present' | 'excused' | 'absent' }[];
  items: { title: string; minutes: string; measure: string | null }[];
  resolutions: {
    number: number;
    wording: string;
    role: string;
    dueOn: string | null;
    measure: string | null;
  }[];
}

const WORDS = {
  de: {
    title: 'Protokoll des Lenkungskreises',
    session: (number: number) => `Sitzung ${number}`,
    day: 'Tag',
    starts: 'Beginn',
    place: 'Ort',
    approved: 'Genehmigt',
    by: (day: string, name: string) => `am ${day}, ${name}`,
    draft: 'Entwurf, noch nicht genehmigt',
    members: 'Teilnehmende',
    name: 'Name',
    office: 'Amt oder Aufgabe',
    attendance: 'Teilnahme',
    invited: 'eingeladen',
    present: 'anwesend',
    excused: 'entschuldigt',
    absent: 'nicht erschienen',
    items: 'Tagesordnung und Ergebnisse',
    nothing: 'Dazu wurde nichts festgehalten.',
    resolutions: 'Beschlüsse',
    number: 'Nr.',
    wording: 'Wortlaut',
    measure: 'Maßnahme',
    role: 'Zuständig',
    due: 'Bis',
    none: 'Es wurde nichts beschlossen.',
    note: 'Bemerkung',
  },
  en: {
    title: 'Minutes of the steering group',
    session: (number: number) => `Meeting ${number}`,
    day: 'Day',
    starts: 'Begins',
    place: 'Place',
    approved: 'Approved',
    by: (day: string, name: string) => `on ${day}, ${name}`,
    draft: 'Draft, not approved yet',
    members: 'Members',
    name: 'Name',
    office: 'Office or task',
    attendance: 'Attendance',
    invited: 'invited',
    present: 'present',
    excused: 'excused',
    absent: 'did not come',
    items: 'Agenda and results',
    nothing: 'Nothing was written down about it.',
    resolutions: 'Resolutions',
    number: 'No.',
    wording: 'Wording',
    measure: 'Measure',
    role: 'Responsible',
    due: 'By',
    none: 'Nothing was resolved.',
    note: 'Remark',
  },
};

const AS = { class: 'non_public' } as const;

/** The minutes of a meeting as a document; `roleOf` = title of a role. They are for the administration, not for the public. */
export function minutesDocument(
  minutes: Minutes,
  locale: 'de' | 'en',
  roleOf: (key: string) => string,
): DocumentModel {
  const w = WORDS[locale];
  const day = (iso: string) => formatDate(iso.slice(0, 10) as LocalDate, locale);
  const section = (key: string, title: string, blocks: Block[], text: TextBlock[] = []): Section => ({
    ...AS,
    key,
    title,
    text,
    blocks,
  });
  return {
    kind: 'minutes',
    locale,
    title: w.title,
    subtitle: `${w.session(minutes.number)}, ${day(minutes.heldOn)}`,
    facts: [
      [w.day, day(minutes.heldOn)],
      ...(minutes.starts ? [[w.starts, minutes.starts] as const] : []),
      ...(minutes.place ? [[w.place, minutes.place] as const] : []),
      [w.approved, minutes.approvedAt ? w.by(day(minutes.approvedAt), minutes.approvedBy) : w.draft],
    ],
    mark: minutes.approvedAt ? '' : w.draft,
    numbered: true,
    sections: [
      section('members', w.members, [
        {
          ...AS,
          is: 'table',
          caption: w.members,
          columns: [
            { name: w.name, form: 'text', width: 3 },
            { name: w.office, form: 'text', width: 4 },
            { name: w.attendance, form: 'text', width: 2 },
          ],
          rows: minutes.members.map(({ name, title, attendance }) => [name, title, w[attendance]]),
        },
      ]),
      section(
        'items',
        w.items,
        minutes.items.flatMap(({ title, minutes: said, measure }): Block[] => [
          { ...AS, is: 'heading', level: 2, text: measure ?? title },
          ...(said || w.nothing)
            .split(/\n\s*\n/)
            .map((text): Block => ({ ...AS, is: 'paragraph', text: text.replaceAll('\n', ' ').trim() })),
        ]),
      ),
      section('resolutions', w.resolutions, [
        minutes.resolutions.length === 0
          ? { ...AS, is: 'paragraph', text: w.none }
          : {
              ...AS,
              is: 'table',
              caption: w.resolutions,
              columns: [
                { name: w.number, form: 'whole', width: 1 },
                { name: w.wording, form: 'text', width: 6 },
                { name: w.measure, form: 'text', width: 4 },
                { name: w.role, form: 'text', width: 3 },
                { name: w.due, form: 'text', width: 2 },
              ],
              rows: minutes.resolutions.map(({ number, wording, measure, role, dueOn }) => [
                number,
                wording,
                measure ?? '',
                role ? roleOf(role) : '',
                dueOn ? day(dueOn) : '',
              ]),
            },
      ]),
      ...(minutes.note ? [section('note', w.note, [{ ...AS, is: 'paragraph', text: minutes.note }])] : []),
    ],
  };
}
