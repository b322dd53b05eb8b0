import type { LocalText } from './catalogue-reader.ts';
import type {
  ForeignFault,
  ForeignFaultCode,
  ForeignRemark,
  ForeignRemarkCode,
} from './foreign-catalogue.ts';

type Params = ForeignFault['params'];

/** A fault as a sentence for whoever has the file open: where, what, and what to do. */
export const foreignFaultText = ({ file, path, code, params }: ForeignFault): LocalText =>
  placed(file, path, faultWords[code](params));

export const foreignRemarkText = ({ file, path, code, params }: ForeignRemark): LocalText =>
  placed(file, path, remarkWords[code](params));

function placed(file: string, path: string, { de, en }: LocalText): LocalText {
  const place = path === '' ? file : `${file}, ${path}`;
  return { de: `${place}: ${de}`, en: `${place}: ${en}` };
}

const documents: Readonly<Record<string, LocalText>> = {
  catalog: { de: 'ein Katalog', en: 'a catalogue' },
  profile: { de: 'ein Profil', en: 'a profile' },
  'component-definition': { de: 'eine Komponentenbeschreibung', en: 'a component definition' },
  'system-security-plan': { de: 'ein Sicherheitskonzept', en: 'a system security plan' },
  'assessment-plan': { de: 'ein Prüfplan', en: 'an assessment plan' },
  'assessment-results': { de: 'ein Prüfergebnis', en: 'assessment results' },
  'plan-of-action-and-milestones': { de: 'ein Maßnahmenplan', en: 'a plan of action' },
  'mapping-collection': { de: 'eine Zuordnung', en: 'a mapping' },
};
const documentOf = (kind: string | number | undefined): LocalText =>
  documents[String(kind)] ?? { de: 'etwas anderes', en: 'something else' };

const expected: Readonly<Record<string, LocalText>> = {
  list: { de: 'eine Liste', en: 'a list' },
  object: { de: 'ein Objekt mit Schlüsseln', en: 'an object with keys' },
  text: { de: 'ein Text', en: 'a text' },
  texts: { de: 'eine Liste von Texten', en: 'a list of texts' },
  number: { de: 'eine Zahl', en: 'a number' },
};

/** A list of questions has its own words. */
const inList = ({ de = '', en = '' }: Params): LocalText => ({ de: String(de), en: String(en) });

const faultWords: Readonly<Record<ForeignFaultCode, (params: Params) => LocalText>> = {
  too_large: ({ max }) => ({
    de: `Das ist zu groß, gelesen werden bis zu ${max} MB.`,
    en: `This is too large; up to ${max} MB are read.`,
  }),
  too_deep: ({ max }) => ({
    de: `Hier ist mehr als ${max}-fach verschachtelt. Kein Katalog braucht das; prüfen Sie die Herkunft der Datei.`,
    en: `This is nested more than ${max} times. No catalogue needs that; check where the file comes from.`,
  }),
  too_many_values: ({ max }) => ({
    de: `Es sind mehr als ${max} Einträge.`,
    en: `There are more than ${max} entries.`,
  }),
  not_json: ({ start, length }) => ({
    de: `Das ist kein lesbares JSON (${length} Zeichen, Anfang: „${start}“). Vielleicht wurde die Datei nicht vollständig geladen.`,
    en: `This is no readable JSON (${length} characters, beginning: "${start}"). Perhaps the file was not loaded completely.`,
  }),
  not_yaml: ({ text }) => ({
    de: 'Das ist kein lesbares YAML. Prüfen Sie an dieser Stelle Einrückung, Klammern, Anführungszeichen und doppelte Schlüssel; Marken (!) und vervielfachte Verweise (&, *) werden nicht gelesen.',
    en: `This is no readable YAML: ${text}`,
  }),
  character: () => ({
    de: 'Hier steht ein Zeichen, das sich nicht speichern lässt (ein Nullzeichen oder ein halbes Zeichen). Entfernen Sie es.',
    en: 'There is a character here that cannot be stored (a null or half a character). Remove it.',
  }),
  no_requirements: () => ({
    de: 'Der Katalog enthält keine Anforderung.',
    en: 'The catalogue holds no requirement.',
  }),
  not_utf8: () => ({
    de: 'Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie mit dieser Zeichenkodierung.',
    en: 'The file is not saved in UTF-8. Save it with this encoding.',
  }),
  unknown_document: () => ({
    de: 'Das ist kein Katalog. Gelesen werden OSCAL-Kataloge und -Profile (JSON), Bibliotheken (YAML), die Excel-Vorlage und Fragenlisten (XLSX, CSV).',
    en: 'This is no catalogue. OSCAL catalogues and profiles (JSON), libraries (YAML), the Excel template and lists of questions (XLSX, CSV) are read.',
  }),
  other_document: ({ kind }) => ({
    de: `Das ist ${documentOf(kind).de}; hier wird ein Katalog oder Profil erwartet.`,
    en: `This is ${documentOf(kind).en}; a catalogue or profile is expected here.`,
  }),
  version_unknown: ({ version }) => ({
    de: `OSCAL-Version ${version} wird nicht gelesen, nur 1.x.`,
    en: `OSCAL version ${version} is not read, only 1.x.`,
  }),
  missing: ({ what }) => ({ de: `Hier fehlt „${what}“.`, en: `"${what}" is missing here.` }),
  wrong_type: (params) => {
    const wanted = expected[String(params.expected)] ?? expected.text;
    return { de: `Hier wird ${wanted?.de} erwartet.`, en: `Expected here: ${wanted?.en}.` };
  },
  duplicate: ({ value, first }) => ({
    de: `„${value}“ gibt es schon (${first}). Jede Kennung darf nur einmal vorkommen, auch nicht in anderer Groß- und Kleinschreibung.`,
    en: `"${value}" is there already (${first}). Every identifier may occur only once, also not in other capital and small letters.`,
  }),
  unknown_parent: ({ value }) => ({
    de: `Eine Überschrift „${value}“ gibt es nicht.`,
    en: `There is no heading "${value}".`,
  }),
  circular_parent: ({ value }) => ({
    de: `„${value}“ steht über sich selbst.`,
    en: `"${value}" stands above itself.`,
  }),
  import_missing: ({ name, given }) => ({
    de: `Die Datei „${name}“ fehlt. Geben Sie sie mit an. Noch nicht verwendet: ${given}.`,
    en: `The file "${name}" is missing. Give it along. Not yet used: ${given}.`,
  }),
  import_circular: ({ chain }) => ({
    de: `Diese Profile binden sich im Kreis ein: ${chain}.`,
    en: `These profiles import each other in a circle: ${chain}.`,
  }),
  import_depth: ({ max }) => ({
    de: `Profile binden einander mehr als ${max}-fach ein.`,
    en: `Profiles import each other more than ${max} times.`,
  }),
  import_reference: ({ href }) => ({
    de: `Der Verweis „${href}“ führt im Profil zu keiner Datei.`,
    en: `The reference "${href}" leads to no file in the profile.`,
  }),
  control_unknown: ({ id }) => ({
    de: `„${id}“ gibt es im eingebundenen Katalog nicht. Passen die Fassungen von Profil und Katalog zusammen?`,
    en: `"${id}" is not in the imported catalogue. Do the editions of profile and catalogue fit together?`,
  }),
  nothing_selected: () => ({
    de: 'Hier wird keine einzige Anforderung ausgewählt.',
    en: 'Not a single control is selected here.',
  }),
  not_supported: ({ what }) => ({
    de: `„${what}“ wird nicht gelesen.`,
    en: `"${what}" is not read.`,
  }),
  no_headings: ({ headings }) => ({
    de: `Die Zeile mit den Überschriften fehlt. Nötig sind: ${headings}.`,
    en: `The row of headings is missing. Needed are: ${headings}.`,
  }),
  merged_cells: () => ({
    de: 'Hier sind Zellen verbunden. Heben Sie die Verbindung auf, jede Zeile braucht ihre eigenen Werte.',
    en: 'Cells are merged here. Split them, every row needs its own values.',
  }),
  too_many_columns: ({ max }) => ({
    de: `Das sind mehr als ${max} Spalten.`,
    en: `These are more than ${max} columns.`,
  }),
  too_many_rows: ({ max }) => ({
    de: `Das sind mehr als ${max} Zeilen.`,
    en: `These are more than ${max} rows.`,
  }),
  text_too_long: ({ max }) => ({
    de: `Der Text ist länger als ${max} Zeichen.`,
    en: `The text is longer than ${max} characters.`,
  }),
  not_allowed: ({ value, allowed }) => ({
    de: `„${value}“ ist hier nicht möglich${allowed === undefined ? '' : `, nur ${allowed}`}.`,
    en: `"${value}" is not possible here${allowed === undefined ? '' : `, only ${allowed}`}.`,
  }),
  sheet_missing: ({ sheet }) => ({
    de: `Das Blatt „${sheet}“ fehlt. Nehmen Sie die Vorlage zur Hand.`,
    en: `The sheet "${sheet}" is missing. Start from the template.`,
  }),
  unreadable: () => ({
    de: 'Die Datei lässt sich nicht lesen: Sie ist beschädigt, verschlüsselt oder zu aufwendig.',
    en: 'The file cannot be read: it is damaged, encrypted or takes too much to read.',
  }),
  in_list: inList,
};

const remarkWords: Readonly<Record<ForeignRemarkCode, (params: Params) => LocalText>> = {
  stand_in: ({ name, given }) => ({
    de: `Statt „${name}“ wurde „${given}“ genommen. Prüfen Sie, ob das die gemeinte Datei ist.`,
    en: `"${given}" was taken instead of "${name}". Check that this is the file that was meant.`,
  }),
  parameter_unknown: ({ id }) => ({
    de: `Ein Text nennt den Platzhalter „${id}“, den es nicht gibt.`,
    en: `A text names the parameter "${id}", which does not exist.`,
  }),
  link_unknown: ({ count, href }) => ({
    de: `Verweise, die in diesem Katalog zu nichts führen: ${count}, der erste ist „${href}“.`,
    en: `Links that lead to nothing in this catalogue: ${count}, the first is "${href}".`,
  }),
  version_newer: ({ version }) => ({
    de: `OSCAL ${version} ist neuer als die bekannten Fassungen. Was unbekannt ist, bleibt erhalten.`,
    en: `OSCAL ${version} is newer than the known versions. What is unknown is kept.`,
  }),
  not_applied: ({ id }) => ({
    de: `Das Profil setzt den Platzhalter „${id}“, den es in der Auswahl nicht gibt.`,
    en: `The profile sets the parameter "${id}", which is not in the selection.`,
  }),
  formula_as_text: ({ value }) => ({
    de: `Die Formel „${value}“ wurde als Text gelesen.`,
    en: `The formula "${value}" was read as text.`,
  }),
  file_unused: () => ({
    de: 'Diese Datei wurde nicht gebraucht.',
    en: 'This file was not needed.',
  }),
  in_list: inList,
};
