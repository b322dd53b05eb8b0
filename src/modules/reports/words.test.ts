import { expect, test } from 'vitest';
import { ITEM_KINDS } from '#modules/inventory/contract';
import { de } from './domain/words-de.ts';
import { en } from './domain/words-en.ts';

test('the report has a word for every kind of item, in both languages', () => {
  for (const words of [de, en])
    expect(ITEM_KINDS.filter((kind) => !Object.hasOwn(words, `item_${kind}`))).toEqual([]);
});
