import { SaxesParser } from 'saxes';
import { KEPT_PARTS } from '../../domain/read-inventory.ts';
import type { Branch, Tree } from '../../domain/report-words.ts';

/** A report that cannot be read; `code` names the sentence `field_agent_<code>`. */
export class UnreadableReport extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'UnreadableReport';
    this.code = code;
  }
}

const MOST_DEPTH = 40;
const MOST_ELEMENTS = 400_000;
const MOST_TEXT = 4_000;

/** Elements of a scan that are looked at. */
const SCAN_PARTS: ReadonlySet<string> = new Set(['host']);
/** Below these lies nothing that is kept: what is said there is not even remembered while reading. */
const DROPPED = new Set([
  'script',
  'connections',
  'envs',
  'processes',
  'users',
  'local_users',
  'local_groups',
]);
/** Said of the person who works there, wherever it stands. */
const OF_PERSONS =
  /^(lastloggeduser|datelastloggeduser|winowner|wincompany|userid|userdomain|username|user|owner|contact|cmd|login|ssh_key)$/;

interface Open {
  key: string;
  value: Branch;
  text: string;
  /** Neither it nor what is inside is kept. */
  dropped: boolean;
}

/** Knows no name of its own, as a report may use any; unlike an object without a prototype it takes little memory. */
const Named = function named() {} as unknown as new () => Branch;
Named.prototype = Object.create(null);
const empty = (): Branch => new Named();

/** Reads XML as it comes in. Entities are not expanded, what stands behind addresses is not fetched. */
export class XmlTree {
  readonly #parser = new SaxesParser();
  readonly #open: Open[] = [{ key: '', value: empty(), text: '', dropped: false }];
  #elements = 0;
  #fault: UnreadableReport | null = null;
  #ended = false;

  constructor() {
    this.#parser.on('error', () => {
      this.#fault ??= new UnreadableReport('xml_broken');
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#begin(name.toLowerCase(), attributes));
    this.#parser.on('text', (text) => this.#say(text));
    this.#parser.on('cdata', (text) => this.#say(text));
    this.#parser.on('closetag', () => this.#finish());
  }

  write(text: string): void {
    if (!this.#fault) this.#parser.write(text);
    if (this.#fault) throw this.#fault;
  }

  end(): Branch {
    if (this.#fault) throw this.#fault;
    this.#parser.close();
    if (this.#fault || !this.#ended) throw new UnreadableReport('xml_cut_off');
    return this.#open[0]?.value ?? {};
  }

  #begin(key: string, attributes: object): void {
    this.#elements++;
    if (this.#open.length > MOST_DEPTH || this.#elements > MOST_ELEMENTS)
      this.#fault ??= new UnreadableReport('xml_too_much');
    const dropped = (this.#open.at(-1)?.dropped ?? false) || this.#isDropped(key);
    const value = empty();
    if (!dropped)
      for (const [name, said] of Object.entries(attributes)) value[name.toLowerCase()] = String(said);
    this.#open.push({ key, value, text: '', dropped });
  }

  #isDropped(key: string): boolean {
    if (DROPPED.has(key) || OF_PERSONS.test(key)) return true;
    const [, top, below] = this.#open;
    if (this.#open.length === 3)
      return top?.key === 'request' && below?.key === 'content' && !KEPT_PARTS.has(key);
    return this.#open.length === 2 && top?.key === 'nmaprun' && !SCAN_PARTS.has(key);
  }

  #say(text: string): void {
    const at = this.#open.at(-1);
    if (at && !at.dropped && at.text.length < MOST_TEXT) at.text += text.slice(0, MOST_TEXT);
  }

  #finish(): void {
    const one = this.#open.pop();
    const above = this.#open.at(-1);
    if (!one || !above) return;
    if (this.#open.length === 1) this.#ended = true;
    if (one.dropped) return;
    const text = one.text.trim();
    const value: Tree = Object.keys(one.value).length > 0 ? one.value : text;
    const before = above.value[one.key];
    if (before === undefined) above.value[one.key] = value;
    else if (Array.isArray(before)) before.push(value);
    else above.value[one.key] = [before, value];
  }
}

/** The same of JSON: keys in small letters, and without what is not kept. */
export function jsonTree(text: string): Branch {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    throw new UnreadableReport('json_broken');
  }
  const tree = kept(root, [], { left: MOST_ELEMENTS });
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree))
    throw new UnreadableReport('json_broken');
  return tree;
}

function kept(value: unknown, path: readonly string[], count: { left: number }): Tree {
  if (--count.left < 0 || path.length > MOST_DEPTH) throw new UnreadableReport('xml_too_much');
  if (typeof value === 'string') return value.slice(0, MOST_TEXT);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => kept(one, path, count));
  if (typeof value !== 'object') return null;
  const branch = empty();
  for (const [given, below] of Object.entries(value)) {
    const key = given.toLowerCase();
    const dropped =
      DROPPED.has(key) ||
      OF_PERSONS.test(key) ||
      (path.length === 1 && path[0] === 'content' && !KEPT_PARTS.has(key));
    if (!dropped && key !== '__proto__') branch[key] = kept(below, [...path, key], count);
  }
  return branch;
}
