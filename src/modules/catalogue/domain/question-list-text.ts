import type { LocalText } from './catalogue-reader.ts';
import { type ListFault, type ListFaultCode, type ListRemark, LONGEST_QUESTION } from './question-list.ts';

/** A fault as a sentence for whoever has the file open. */
export function listFaultText({ sheet, row, code, value }: ListFault): LocalText {
  const de = sheet === null ? '' : `Blatt „${sheet}“${row === null ? '' : `, Zeile ${row}`}: `;
  const en = sheet === null ? '' : `Sheet "${sheet}"${row === null ? '' : `, row ${row}`}: `;
  const said = faultWords[code](value);
  return { de: de + said.de, en: en + said.en };
}

/** A remark as a sentence. */
export function listRemarkText(remark: ListRemark): LocalText {
  switch (remark.code) {
    case 'sheet_skipped':
      return {
        de: `Blatt „${remark.sheet}“ enthält keine Fragen und wurde übergangen.`,
        en: `Sheet "${remark.sheet}" holds no questions and was passed over.`,
      };
    case 'question_twice':
      return {
        de: `Blatt „${remark.sheet}“, Zeile ${remark.row}: Die Frage steht wörtlich schon unter Nummer ${remark.first}.`,
        en: `Sheet "${remark.sheet}", row ${remark.row}: the question stands word for word under number ${remark.first} already.`,
      };
    case 'lists_differ':
      return {
        de: `Die Datei hat ${remark.found} Listen, die bekannte Fassung ${remark.expected}.`,
        en: `The file has ${remark.found} lists, the known edition ${remark.expected}.`,
      };
    case 'questions_differ':
      return {
        de: `Die Datei hat ${remark.found} Fragen, die bekannte Fassung ${remark.expected}.`,
        en: `The file has ${remark.found} questions, the known edition ${remark.expected}.`,
      };
  }
}

const faultWords: Readonly<Record<ListFaultCode, (value: string) => LocalText>> = {
  too_many_rows: (value) => ({
    de: `Das sind mehr als ${value} Zeilen. Löschen Sie, was nicht zur Liste gehört.`,
    en: `These are more than ${value} rows. Delete what does not belong to the list.`,
  }),
  too_many_columns: (value) => ({
    de: `Das sind mehr als ${value} Spalten. Löschen Sie, was nicht zur Liste gehört.`,
    en: `These are more than ${value} columns. Delete what does not belong to the list.`,
  }),
  merged_cells: (value) => ({
    de: `Die Zellen ${value} sind über mehrere Zeilen verbunden. Heben Sie die Verbindung auf, jede Zeile braucht ihre eigenen Werte.`,
    en: `The cells ${value} are merged over several rows. Split them, every row needs its own values.`,
  }),
  formula: (value) => ({
    de: `Hier steht die Formel „${value}“. Ersetzen Sie sie durch ihren Wert.`,
    en: `There is the formula "${value}". Replace it by its value.`,
  }),
  wrong_encoding: (value) => ({
    de: `Umlaute in „${value}“ sind beschädigt. Speichern Sie die Datei als CSV UTF-8 oder XLSX.`,
    en: `Umlauts in "${value}" are damaged. Save the file as CSV UTF-8 or XLSX.`,
  }),
  unprintable: (value) => ({
    de: `„${value}“ enthält Zeichen, die niemand sieht. Tippen Sie den Text neu.`,
    en: `"${value}" holds signs that nobody can see. Type the text anew.`,
  }),
  no_headings: () => ({
    de: 'Keine Zeile mit Überschriften gefunden. Nötig sind eine Spalte „Frage“ und mindestens eine weitere, etwa „Nr.“.',
    en: 'No row of headings found. A column "Frage" (question) and at least one more, such as "Nr.", are needed.',
  }),
  no_questions: () => ({
    de: 'Unter den Überschriften stehen keine Fragen.',
    en: 'There are no questions below the headings.',
  }),
  question_missing: () => ({ de: 'Die Frage fehlt.', en: 'The question is missing.' }),
  question_too_long: (value) => ({
    de: `Die Frage hat ${value} Zeichen, erlaubt sind ${LONGEST_QUESTION}.`,
    en: `The question has ${value} characters, ${LONGEST_QUESTION} are allowed.`,
  }),
  number_missing: (value) => ({
    de: `Die Nummer fehlt zu „${value}“.`,
    en: `The number is missing for "${value}".`,
  }),
  number_twice: (value) => ({
    de: `Die Nummer ${value} steht schon in derselben Liste. Stellen Sie die Spalte auf Text, falls 1.10 zu 1.1 wurde.`,
    en: `Number ${value} stands in the same list already. Set the column to text if 1.10 became 1.1.`,
  }),
  effort_unclear: (value) => ({
    de: `Der Aufwand „${value}“ ist keine Zahl von 1 bis 5 und kein Bereich wie 1-2.`,
    en: `The effort "${value}" is neither a number from 1 to 5 nor a range such as 1-2.`,
  }),
};
