/** Every way a catalogue file can be wrong. The code is the contract, the text is for whoever edits the file. */
export const faultCodes = [
  'not_an_object',
  'not_a_list',
  'missing',
  'not_allowed',
  'unknown_key',
  'same_in_both_languages',
  'duplicate',
  'unknown_parent',
  'circular_parent',
  'empty_group',
  'scale_gap',
  'proof_missing',
  'unknown_role',
  'unknown_source',
  'same_role_twice',
  'unknown_target',
  'never_reached',
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** `path` leads to the value inside the file, e.g. `requirements[3].title.en`; the whole file is `(file)`. */
export type Fault = { file: string; path: string; code: FaultCode; text: string };

/** A text of a catalogue; both languages are always filled. */
export type LocalText = { de: string; en: string };

type Shape = Record<string, unknown>;

function isShape(raw: unknown): raw is Shape {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/**
 * Reads untrusted data and keeps every fault instead of stopping at the first one. After a fault it hands back
 * a harmless stand-in, so that the rest of the file is still examined; callers throw the result away when
 * `faults` is not empty.
 */
export class CatalogueReader {
  readonly faults: Fault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  fault(path: string, code: FaultCode, text: string): void {
    this.faults.push({ file: this.#file, path: path === '' ? '(file)' : path, code, text });
  }

  /** An object with no keys but the allowed ones: a misspelt optional key would otherwise vanish silently. */
  shape(raw: unknown, path: string, allowed: readonly string[]): Shape {
    if (!isShape(raw)) {
      this.fault(path, 'not_an_object', 'Hier wird ein Objekt mit Schlüsseln erwartet.');
      return {};
    }
    for (const key of Object.keys(raw)) {
      if (!allowed.includes(key)) {
        this.fault(join(path, key), 'unknown_key', `Der Schlüssel „${key}“ ist hier nicht vorgesehen.`);
      }
    }
    return raw;
  }

  /** Reads each entry of a list. `least` is the number of entries there must be. */
  list<T>(raw: unknown, path: string, least: number, read: (entry: unknown, path: string) => T): T[] {
    if (raw === undefined && least === 0) return [];
    if (!Array.isArray(raw)) {
      this.fault(path, 'not_a_list', 'Hier wird eine Liste erwartet.');
      return [];
    }
    if (raw.length < least)
      this.fault(path, 'missing', `Es fehlen Einträge, mindestens ${least} sind nötig.`);
    return raw.map((entry: unknown, index) => read(entry, `${path}[${index}]`));
  }

  text(raw: unknown, path: string): string {
    if (typeof raw === 'string' && raw.trim() !== '') return raw;
    this.fault(path, 'missing', 'Hier fehlt ein Text (Nummern wie 4.10 gehören in Anführungszeichen).');
    return '';
  }

  localText(raw: unknown, path: string): LocalText {
    const shape = this.shape(raw, path, ['de', 'en']);
    const local = { de: this.text(shape.de, join(path, 'de')), en: this.text(shape.en, join(path, 'en')) };
    if (local.de !== '' && local.de === local.en) {
      this.fault(path, 'same_in_both_languages', 'Deutscher und englischer Text sind gleich.');
    }
    return local;
  }

  oneOf<T extends string>(raw: unknown, path: string, allowed: readonly T[], standIn: T): T {
    const found = allowed.find((value) => value === raw);
    if (found !== undefined) return found;
    this.fault(path, 'not_allowed', `Erlaubt ist nur: ${allowed.join(', ')}.`);
    return standIn;
  }

  wholeNumber(raw: unknown, path: string, least: number, most: number): number {
    if (typeof raw === 'number' && Number.isInteger(raw) && raw >= least && raw <= most) return raw;
    this.fault(path, 'not_allowed', `Erlaubt ist eine ganze Zahl von ${least} bis ${most}.`);
    return least;
  }

  yesNo(raw: unknown, path: string, whenAbsent: boolean): boolean {
    if (raw === undefined) return whenAbsent;
    if (typeof raw === 'boolean') return raw;
    this.fault(path, 'not_allowed', 'Erlaubt ist nur: true, false.');
    return whenAbsent;
  }

  /** Reports every repetition after the first; empty keys were reported as missing already. */
  unique(entries: readonly { key: string; path: string }[]): void {
    const seen = new Set<string>();
    for (const { key, path } of entries) {
      if (key !== '' && seen.has(key)) this.fault(path, 'duplicate', `„${key}“ kommt mehrfach vor.`);
      seen.add(key);
    }
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
