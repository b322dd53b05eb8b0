import { expect, test } from 'vitest';
import { type ChapterMapping, parseMapping, placeOlderLevels } from '../domain/older-edition.ts';
import { catalogues, olderEdition } from './load-catalogues.ts';

const vds = catalogues().frameworks.find(({ id }) => id === 'vds10000');
if (vds === undefined) throw new Error('vds10000 is not shipped');
const framework = vds;
const mapping = olderEdition();
const words = (text: string) => ({ de: `${text} deutsch`, en: `${text} english` });

/** The shipped file with its chapters replaced. */
const withChapters = (chapters: unknown) => ({
  id: 'old',
  title: words('title'),
  edition: '2015',
  framework: 'vds10000',
  source: words('source'),
  comparable: words('comparable'),
  chapters,
});

test('every chapter of VdS 3473 leads to one of VdS 10000; what is not confirmed is counted', () => {
  const chapters = ['4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', 'A'];
  expect(mapping.edition).toBe('VdS 3473:2015-07');
  expect(mapping.chapters.map(({ code }) => code)).toEqual(chapters);
  expect(mapping.chapters.map(({ to }) => to.join())).toEqual(chapters);
  const confirmed = mapping.chapters.filter((chapter) => chapter.confirmed).map(({ code }) => code);
  console.info(`VdS 3473: ${confirmed.length} confirmed, ${chapters.length - confirmed.length} unconfirmed`);
  expect(confirmed).toEqual(['4']);
});

test('levels of an older assessment stand at the present chapters, with where they come from', () => {
  const placed = placeOlderLevels(mapping, framework, [
    { chapter: '4', level: 1.5 },
    { chapter: '16', level: 3 },
  ]);
  expect(placed).toHaveLength(16);
  expect(placed[0]).toMatchObject({ code: '4', level: 1.5, from: ['4'], confirmed: true });
  expect(placed.find(({ code }) => code === '16')).toMatchObject({
    level: 3,
    from: ['16'],
    confirmed: false,
  });
  expect(placed.find(({ code }) => code === '5')).toMatchObject({ level: null, from: [], confirmed: false });
  expect(() => placeOlderLevels(mapping, framework, [{ chapter: '19', level: 1 }])).toThrow(RangeError);
});

test('two older chapters in one present chapter give their mean; one unconfirmed line makes it unconfirmed', () => {
  const merged: ChapterMapping = {
    ...mapping,
    chapters: [
      { code: 'x', title: words('x'), to: ['4'], confirmed: true },
      { code: 'y', title: words('y'), to: ['4', '5'], confirmed: false },
    ],
  };
  const placed = placeOlderLevels(merged, framework, [
    { chapter: 'x', level: 1 },
    { chapter: 'y', level: 4 },
  ]);
  expect(placed[0]).toMatchObject({ level: 2.5, from: ['x', 'y'], confirmed: false });
  expect(placed[1]).toMatchObject({ level: 4, from: ['y'] });
});

test('faults of the file are named: chapter twice, unknown target, chapter forgotten', () => {
  const sound = mapping.chapters.map(({ code, title, to }) => ({ code, title, to }));
  const faults = (raw: unknown) => {
    const parsed = parseMapping(raw, 'x.yaml', framework);
    return 'faults' in parsed ? parsed.faults.map(({ path, code }) => `${path} ${code}`) : [];
  };
  expect(faults(withChapters(sound))).toEqual([]);
  expect(faults(withChapters([...sound, sound[0]]))).toEqual(['chapters[16].code duplicate']);
  expect(faults(withChapters(sound.slice(1)))).toEqual(['chapters never_reached']);
  expect(faults(withChapters([...sound, { code: '19', title: words('19'), to: ['10.3'] }]))).toEqual([
    'chapters[16].to[0] unknown_target',
  ]);
  expect(faults({ ...withChapters(sound), framework: 'itil' })).toEqual(['framework not_allowed']);
});
