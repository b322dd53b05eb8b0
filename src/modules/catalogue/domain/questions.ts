import type { CatalogueReader, LocalText } from './catalogue-reader.ts';

/** What is asked in an interview; one answer counts for the requirement it stands under and for those it serves. */
export type Question = {
  /** Unique within its framework and never used again, e.g. `SD-1`. */
  id: string;
  text: LocalText;
  /** Roles that can answer it; empty where anybody can. */
  ask: string[];
  /** 1 short, 2 usual, 3 in full. */
  depth: 1 | 2 | 3;
  /** Minutes it is expected to take. */
  minutes: number;
  perSite: boolean;
  serves: { framework: string; code: string }[];
};

/** What is proposed as a finding when the rating stays below a level. */
export type FindingTemplate = {
  id: string;
  /** The finding holds below this level. */
  below: number;
  statement: LocalText;
  cause: LocalText;
  consequence: LocalText;
};

const MINUTES = 3;
const LONGEST = 10;

/** Questions of a requirement; without any of its own the headline question is asked of its role. */
export function readQuestions(
  reader: CatalogueReader,
  raw: unknown,
  path: string,
  headline: { code: string; question: LocalText; role: string | null },
): Question[] {
  if (raw === undefined)
    return [
      {
        id: headline.code,
        text: headline.question,
        ask: headline.role ? [headline.role] : [],
        depth: 1,
        minutes: MINUTES,
        perSite: false,
        serves: [],
      },
    ];
  return reader.list(raw, path, 1, (entry, at) => readQuestion(reader, entry, at));
}

function readQuestion(reader: CatalogueReader, raw: unknown, path: string): Question {
  const shape = reader.shape(raw, path, ['id', 'text', 'ask', 'depth', 'minutes', 'per_site', 'serves']);
  const depth = reader.wholeNumber(shape.depth ?? 1, `${path}.depth`, 1, 3);
  return {
    id: reader.text(shape.id, `${path}.id`),
    text: reader.localText(shape.text, `${path}.text`),
    ask: reader.list(shape.ask, `${path}.ask`, 0, (entry, at) => reader.text(entry, at)),
    depth: depth as Question['depth'],
    minutes: reader.wholeNumber(shape.minutes ?? MINUTES, `${path}.minutes`, 1, LONGEST),
    perSite: reader.yesNo(shape.per_site, `${path}.per_site`, false),
    serves: reader.list(shape.serves, `${path}.serves`, 0, (entry, at) => {
      const served = reader.shape(entry, at, ['framework', 'code']);
      return {
        framework: reader.text(served.framework, `${at}.framework`),
        code: reader.text(served.code, `${at}.code`),
      };
    }),
  };
}

export function readFindingTemplates(reader: CatalogueReader, raw: unknown, path: string): FindingTemplate[] {
  return reader.list(raw, path, 0, (entry, at) => {
    const shape = reader.shape(entry, at, ['id', 'below', 'statement', 'cause', 'consequence']);
    return {
      id: reader.text(shape.id, `${at}.id`),
      below: reader.wholeNumber(shape.below, `${at}.below`, 1, 5),
      statement: reader.localText(shape.statement, `${at}.statement`),
      cause: reader.localText(shape.cause, `${at}.cause`),
      consequence: reader.localText(shape.consequence, `${at}.consequence`),
    };
  });
}
