import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';
import type { Framework } from './framework.ts';

/** A chapter of the older standard and the chapters of the present one that took its place. */
export type OlderChapter = { code: string; title: LocalText; to: string[]; confirmed: boolean };

export type ChapterMapping = {
  id: string;
  title: LocalText;
  edition: string;
  /** Id of the framework that the chapters lead to. */
  framework: string;
  source: LocalText;
  /** How far a comparison may be trusted; belongs beside every comparison. */
  comparable: LocalText;
  chapters: OlderChapter[];
};

/** Turns the content of a mapping file (already parsed YAML) into a mapping, or names every fault in it. */
export function parseMapping(
  raw: unknown,
  file: string,
  framework: Framework,
): { mapping: ChapterMapping } | { faults: Fault[] } {
  const reader = new CatalogueReader(file);
  const keys = ['id', 'title', 'edition', 'framework', 'source', 'comparable', 'chapters'];
  const shape = reader.shape(raw, '', keys);
  const mapping: ChapterMapping = {
    id: reader.text(shape.id, 'id'),
    title: reader.localText(shape.title, 'title'),
    edition: reader.text(shape.edition, 'edition'),
    framework: reader.oneOf(shape.framework, 'framework', [framework.id], framework.id),
    source: reader.localText(shape.source, 'source'),
    comparable: reader.localText(shape.comparable, 'comparable'),
    chapters: reader.list(shape.chapters, 'chapters', 1, (entry, path) => {
      const chapter = reader.shape(entry, path, ['code', 'title', 'to', 'confirmed']);
      return {
        code: reader.text(chapter.code, `${path}.code`),
        title: reader.localText(chapter.title, `${path}.title`),
        to: reader.list(chapter.to, `${path}.to`, 1, (code, at) => reader.text(code, at)),
        // Nobody may take an unmarked line for a confirmed one.
        confirmed: reader.yesNo(chapter.confirmed, `${path}.confirmed`, false),
      };
    }),
  };
  checkChapters(reader, mapping, framework);
  return reader.faults.length > 0 ? { faults: reader.faults } : { mapping };
}

function checkChapters(reader: CatalogueReader, { chapters }: ChapterMapping, framework: Framework): void {
  reader.unique(chapters.map(({ code }, index) => ({ key: code, path: `chapters[${index}].code` })));
  const known = chaptersOf(framework);
  for (const [index, { to }] of chapters.entries())
    for (const [place, code] of to.entries())
      if (code !== '' && !known.includes(code))
        reader.fault(`chapters[${index}].to[${place}]`, 'unknown_target', `„${code}“ ist kein Abschnitt.`);
  for (const code of known)
    if (!chapters.some(({ to }) => to.includes(code)))
      reader.fault('chapters', 'never_reached', `Zu Abschnitt „${code}“ führt nichts.`);
}

const chaptersOf = (framework: Framework): string[] =>
  framework.groups.filter(({ parent }) => parent === null).map(({ code }) => code);

/** `level`: mean of the older levels leading here, unrounded; null where none was given. */
export type ComparedChapter = {
  code: string;
  title: LocalText;
  level: number | null;
  /** Chapters of the older standard the level comes from. */
  from: string[];
  /** True only where every line it comes from is confirmed. */
  confirmed: boolean;
};

/**
 * Levels of an older assessment, per chapter of the older standard, placed on the chapters of the present one in
 * its order. Refuses a chapter the mapping does not have, so that nothing of the older assessment is lost unseen.
 */
export function placeOlderLevels(
  mapping: ChapterMapping,
  framework: Framework,
  levels: readonly { chapter: string; level: number }[],
): ComparedChapter[] {
  const foreign = levels.find(({ chapter }) => !mapping.chapters.some(({ code }) => code === chapter));
  if (foreign) throw new RangeError(`no chapter ${foreign.chapter} in ${mapping.edition}`);
  return framework.groups
    .filter(({ parent }) => parent === null)
    .map(({ code, title }) => {
      const lines = mapping.chapters.filter(({ to }) => to.includes(code));
      const given = levels.filter(({ chapter }) => lines.some((line) => line.code === chapter));
      const used = lines.filter((line) => given.some(({ chapter }) => chapter === line.code));
      const sum = given.reduce((total, { level }) => total + level, 0);
      return {
        code,
        title,
        level: given.length === 0 ? null : sum / given.length,
        from: used.map((line) => line.code),
        confirmed: used.length > 0 && used.every((line) => line.confirmed),
      };
    });
}
