import { expect, test } from 'vitest';
import {
  type ContractTerm,
  contractInYear,
  contractParts,
  coverKey,
  monthsInYear,
  type Part,
  perHead,
  spendingOf,
  sumOf,
  yearsUntil,
} from './spending.ts';

const contract = (part: Partial<ContractTerm> = {}): ContractTerm => ({
  id: 'c',
  area: 'network',
  yearlyCostCents: 4_200_00,
  startsOn: null,
  endsOn: null,
  renews: false,
  ...part,
});
const part = (
  year: number,
  area: Part['area'],
  certainty: Part['certainty'],
  cents: number | null,
): Part => ({ year, area, certainty, cents });

test('three full years end with the one named', () => {
  expect(yearsUntil(2025)).toEqual([2023, 2024, 2025]);
});

test('a month counts when the contract runs on its last day', () => {
  // From 16 April: April (runs on the 30th) to December = 9.
  expect(monthsInYear(contract({ startsOn: '2018-04-16' }), 2018)).toBe(9);
  // To 31 March: January, February, March = 3. To 30 March it no longer runs on the 31st: 2.
  expect(monthsInYear(contract({ endsOn: '2026-03-31' }), 2026)).toBe(3);
  expect(monthsInYear(contract({ endsOn: '2026-03-30' }), 2026)).toBe(2);
  // Two that follow each other in the middle of a month share the year without a gap: 5 + 7 = 12.
  expect(monthsInYear(contract({ endsOn: '2024-06-14' }), 2024)).toBe(5);
  expect(monthsInYear(contract({ startsOn: '2024-06-15' }), 2024)).toBe(7);
  // Leap year: runs on 29 February.
  expect(monthsInYear(contract({ endsOn: '2024-02-28' }), 2024)).toBe(1);
});

test('without a beginning it has always run, with renewal it runs on', () => {
  expect(monthsInYear(contract(), 2024)).toBe(12);
  expect(monthsInYear(contract({ endsOn: '2020-12-31', renews: true }), 2024)).toBe(12);
  expect(monthsInYear(contract({ endsOn: '2020-12-31' }), 2024)).toBe(0);
});

test('cost of a contract is its yearly cost by months', () => {
  // 4,200 EUR * 9 / 12 = 3,150 EUR.
  expect(contractInYear(contract({ startsOn: '2018-04-16' }), 2018)).toBe(3_150_00);
  // 1,000.00 EUR * 5 / 12 = 416.666... -> 416.67 EUR.
  expect(contractInYear(contract({ yearlyCostCents: 1_000_00, endsOn: '2024-06-14' }), 2024)).toBe(416_67);
});

test('only years that nothing else covers count a contract', () => {
  const parts = contractParts(
    [contract({ startsOn: '2024-10-01' })],
    new Set([coverKey('c', 2025)]),
    [2023, 2024, 2025],
  );
  // 2023 it did not run; 2024 three months = 1,050 EUR; 2025 a posting says what was paid.
  expect(parts).toEqual([
    { contractId: 'c', year: 2024, area: 'network', certainty: 'estimated', cents: 1_050_00, months: 3 },
  ]);
});

test('a sum is as sure as its weakest part', () => {
  expect(sumOf([])).toEqual({ cents: 0, certainty: null, atLeast: false });
  // 100 - 30 (credit note) = 70, both posted.
  expect(
    sumOf([
      { certainty: 'measured', cents: 100 },
      { certainty: 'measured', cents: -30 },
    ]),
  ).toEqual({ cents: 70, certainty: 'measured', atLeast: false });
  expect(
    sumOf([
      { certainty: 'measured', cents: 100 },
      { certainty: 'estimated', cents: 50 },
    ]),
  ).toEqual({ cents: 150, certainty: 'estimated', atLeast: false });
  // One part unknown: at least 100. Only unknown ones: nothing to be at least.
  expect(
    sumOf([
      { certainty: 'measured', cents: 100 },
      { certainty: 'unknown', cents: null },
    ]),
  ).toEqual({ cents: 100, certainty: 'unknown', atLeast: true });
  expect(sumOf([{ certainty: 'unknown', cents: null }])).toEqual({
    cents: 0,
    certainty: 'unknown',
    atLeast: false,
  });
});

test('years by areas with the share of what is measured', () => {
  const { years, areas } = spendingOf(
    [
      part(2024, 'network', 'measured', 300),
      part(2024, 'network', 'estimated', 100),
      part(2024, 'staff', 'unknown', null),
      part(2025, 'network', 'measured', 500),
      part(2019, 'other', 'measured', 9),
    ],
    [2023, 2024, 2025],
  );
  // 2024: 300 measured of 400 known = 0.75, one part unknown.
  expect(years[1]).toEqual({
    year: 2024,
    cents: 400,
    certainty: 'unknown',
    atLeast: true,
    measuredCents: 300,
    estimatedCents: 100,
    unknownParts: 1,
    measuredShare: 0.75,
  });
  expect(years[0]).toMatchObject({ cents: 0, certainty: null, measuredShare: null });
  expect(areas.map(({ area, sums }) => [area, ...sums.map(({ cents }) => cents)])).toEqual([
    ['network', 0, 400, 500],
    ['staff', 0, 0, 0],
  ]);
  // Rows and columns add up to the same: 400 + 500.
  const all = areas.flatMap(({ sums }) => sums.map(({ cents }) => cents)).reduce((a, b) => a + b, 0);
  expect(years.reduce((n, { cents }) => n + cents, 0)).toBe(all);
});

test('credits that outweigh leave no share, and no heads no quotient', () => {
  expect(spendingOf([part(2024, 'other', 'measured', -5)], [2024]).years[0]?.measuredShare).toBeNull();
  // 403,460 EUR by 10,400 residents = 38.794... EUR.
  expect(perHead(403_460_00, 10_400)).toBe(38_79);
  expect(perHead(1, 0)).toBeNull();
});
