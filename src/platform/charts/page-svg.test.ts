import { expect, test } from 'vitest';
import type { CountChart, MoneyChart } from '#kernel/chart';
import { plainSvg, renderPageSvg } from './page-svg.ts';

const counts = (name: string): CountChart => ({
  kind: 'counts',
  locale: 'de',
  groupName: 'Bereich',
  totalName: 'Gesamt',
  ranks: ['Sehr hoch', 'Hoch'],
  groups: [{ key: 'a', name, counts: [2, 1] }],
});

test('words of people stay words', async () => {
  const svg = await renderPageSvg(counts('<script>alert(1)</script>" onload="x'), 880);
  expect(svg).toContain('&lt;script&gt;alert(1)');
  expect(svg).not.toMatch(/<script|<[^>]*\s(onload|style)=/);
});

test('what is no shape is refused, style becomes attributes', () => {
  expect(() => plainSvg('<svg><foreignObject></foreignObject></svg>')).toThrow('foreignObject');
  expect(
    plainSvg('<svg><style ><![CDATA[ a ]]></style><text style="font-size:13px;" onclick="x">a</text></svg>'),
  ).toBe('<svg><text font-size="13px">a</text></svg>');
});

test('a narrow picture is laid out anew: names move above their bars', async () => {
  const name = 'Leitlinie zur Informationssicherheit';
  const [wide, narrow] = await Promise.all([880, 300].map((width) => renderPageSvg(counts(name), width)));
  expect(wide).toMatch(/text-anchor="end"[^>]*>Leitlinie/);
  expect(narrow).toMatch(/text-anchor="start"[^>]*>Leitlinie/);
});

test('small amounts have a scale without a number twice', async () => {
  const chart: MoneyChart = {
    kind: 'money',
    locale: 'de',
    unitName: 'Tausend Euro',
    yearName: 'Jahr',
    panelName: 'Bereich',
    years: [2023, 2024],
    series: ['gemessen', 'geschätzt'],
    panels: [
      {
        name: 'Alle',
        cents: [
          [1_000, 0],
          [0, 123_450],
        ],
        frameCents: [null, null],
      },
    ],
    frame: null,
    noFrameName: '',
  };
  const scale = [...(await renderPageSvg(chart, 880)).matchAll(/>(\d+)<\/text>/g)]
    .map(([, number = '']) => number)
    .filter((number) => !number.startsWith('20'));
  expect(scale).toEqual([...new Set(scale)]);
  expect(scale).toContain('2');
});
