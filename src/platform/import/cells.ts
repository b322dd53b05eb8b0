import { parseDate } from '#kernel/dates';
import { parseMoney } from '#kernel/money';
import type { Locale } from '../http/errors.ts';
import type { Cell, CellType, RowFault } from './kind.ts';
import { plainHeading } from './recognise.ts';

export type CellFault = Pick<RowFault, 'code' | 'params'>;
type Read = { value: unknown } | { fault: CellFault };

const value = (given: unknown): Read => ({ value: given });
const fault = (code: string, params: CellFault['params']): Read => ({ fault: { code, params } });

const MOST_SHOWN = 60;
/** A cell as a fault quotes it: short, on one line, without signs that nobody sees. */
export const quoted = (cell: Cell): string => {
  const text = String(cell)
    .slice(0, MOST_SHOWN + 1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u25a1');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** What UTF-8 looks like when it was taken for Windows-1252 once, and what is left of a character that was lost. */
const MANGLED = /\ufffd|Ã[¤¶¼„–œŸ©¨]|â‚¬/;

/** Faults of a cell's text whatever its column: signs nobody can see, umlauts that were lost on the way. */
export function textFault(cell: Cell): CellFault | null {
  if (typeof cell !== 'string') return null;
  if (!cell.isWellFormed() || MANGLED.test(cell))
    return { code: 'wrong_encoding', params: { value: quoted(cell) } };
  return UNPRINTABLE.test(cell) ? { code: 'unprintable', params: { value: quoted(cell) } } : null;
}

const YES = new Set(['ja', 'j', 'yes', 'y', 'wahr', 'true', 'x', '1']);
const NO = new Set(['nein', 'n', 'no', 'falsch', 'false', '-', '0']);

/** A filled cell as the value its field holds; references are resolved elsewhere. */
export function readCell(cell: Cell, type: CellType, locale: Locale): Read {
  const text = String(cell).trim().normalize('NFC');
  const shown = { value: quoted(text) };
  switch (type.is) {
    case 'text':
    case 'reference':
      return value(text);
    case 'whole':
      return readWhole(cell, text, locale);
    case 'money':
      return readMoney(cell, text, locale);
    case 'date': {
      const day = parseDate(text, locale) ?? parseDate(text.replace(/[ T]00:00(:00(\.0+)?)?$/, ''), locale);
      return day ? value(day) : fault('not_a_date', shown);
    }
    case 'yes_no': {
      const word = text.toLowerCase();
      if (YES.has(word)) return value(true);
      return NO.has(word) ? value(false) : fault('not_yes_no', shown);
    }
    case 'record_number': {
      const digits = new RegExp(`^(?:${type.prefix}[- ]?)?0*(\\d{1,6})$`, 'i').exec(text)?.[1];
      return digits && Number(digits) > 0
        ? value(Number(digits))
        : fault('not_a_number_of', { ...shown, prefix: type.prefix });
    }
    case 'choice':
      return readChoice(text, type.of);
  }
}

function readWhole(cell: Cell, text: string, locale: Locale): Read {
  const grouped = locale === 'de' ? /^-?\d{1,3}(\.\d{3})+$/ : /^-?\d{1,3}(,\d{3})+$/;
  const number =
    typeof cell === 'number'
      ? cell
      : Number(/^-?\d+$/.test(text) ? text : grouped.test(text) ? text.replace(/[.,]/g, '') : Number.NaN);
  return Number.isSafeInteger(number) ? value(number) : fault('not_whole', { value: quoted(text) });
}

/** Cents. A number of a spreadsheet is in euros and may carry the last digits of its arithmetic. */
function readMoney(cell: Cell, text: string, locale: Locale): Read {
  const shown = { value: quoted(text) };
  if (typeof cell !== 'number') {
    const cents = parseMoney(text, locale);
    return cents === null ? fault('not_an_amount', shown) : value(cents);
  }
  const cents = Math.round(cell * 100);
  const exact = Number.isSafeInteger(cents) && Math.abs(cell * 100 - cents) < 1e-4;
  return exact ? value(cents) : fault('not_an_amount', shown);
}

function readChoice(text: string, of: Readonly<Record<string, readonly string[]>>): Read {
  const wanted = plainHeading(text);
  for (const [stored, words] of Object.entries(of))
    if (plainHeading(stored) === wanted || words.some((word) => plainHeading(word) === wanted))
      return value(stored);
  const options = Object.values(of).map((words) => words[0] ?? '');
  return fault('not_one_of', { value: quoted(text), options: options.join(', ') });
}
