/** Words that only the OSCAL documents need. */
const de = {
  results: 'Ergebnisse der IT-Analyse',
  plan: 'Maßnahmen mit Meilensteinen',
  catalogue: 'Katalog, Fassung',
  agenda: 'Ablauf der Woche',
  agenda_none: 'Ein Ablauf ist nicht erfasst.',
  none_rated: 'Diese Ausgabe nennt keine Bewertung einer Anforderung.',
  week: 'Woche der Analyse',
  rated: 'Stufe {level} von 5, Ziel {target}.',
  area: 'Bereich',
  basis: 'Grundlage',
  cause: 'Ursache',
  answers: '{n} Antworten in Interviews',
  answers_one: '1 Antwort in Interviews',
  item: 'Inventar {item}',
  posting: 'Buchung {posting}',
  serves: 'Dient den Zielen {goals}.',
  remark_public: 'Enthält nur, was öffentlich ist.',
  remark_annex: 'Nicht öffentlich.',
  remark_internal: 'Nicht öffentlich; ohne das, was nur die IT angeht.',
  remark_technical: 'Nicht öffentlich; enthält alles, auch was nur die IT angeht.',
};
export type OscalWords = Readonly<Record<keyof typeof de, string>>;

const en: OscalWords = {
  results: 'Results of the analysis of IT',
  plan: 'Measures with milestones',
  catalogue: 'Catalogue, version',
  agenda: 'Agenda of the week',
  agenda_none: 'No agenda is recorded.',
  none_rated: 'This edition names no rating of a requirement.',
  week: 'Week of the analysis',
  rated: 'Level {level} of 5, target {target}.',
  area: 'Area',
  basis: 'Basis',
  cause: 'Cause',
  answers: '{n} answers in interviews',
  answers_one: '1 answer in interviews',
  item: 'Inventory {item}',
  posting: 'Posting {posting}',
  serves: 'Serves the goals {goals}.',
  remark_public: 'Contains only what is public.',
  remark_annex: 'Not public.',
  remark_internal: 'Not public; without what concerns only those who run the IT.',
  remark_technical: 'Not public; contains everything, also what concerns only those who run the IT.',
};

export const OSCAL_WORDS: Readonly<Record<'de' | 'en', OscalWords>> = { de, en };
