import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  type Choice,
  closureOf,
  coverageOf,
  fiveYearsOf,
  isSound,
  type Limits,
  pointsOf,
} from '../../domain/package/choice.ts';
import { bestWith } from './best.ts';
import { choosePackage } from './choose.ts';

const FREE: Limits = {
  onceResultCents: null,
  onceInvestmentCents: null,
  yearlyCents: null,
  ownDays: null,
  measures: null,
};

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A choice drawn by chance: needs, some fixed, some barred, every limit now and then, odd cents. */
function drawn(seed: number, size: number, aims = 3, density = 0.35): { choice: Choice; limits: Limits } {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const targets = Array.from({ length: aims + upTo(4) }, () => ({ weight: 1 + upTo(7) }));
  const candidates = Array.from({ length: size }, (_, at): Candidate => {
    const once = upTo(4_000_000);
    const investment = random() < 0.4;
    const yearly = upTo(1_500_000);
    return {
      takes: {
        onceResultCents: investment ? 0 : once,
        onceInvestmentCents: investment ? once : 0,
        yearlyCents: yearly,
        ownDays: upTo(30),
        measures: 1,
      },
      fiveYearCents: once + 5 * yearly,
      fixed: random() < 0.1,
      barred: random() < 0.08,
      needs: at > 0 && random() < 0.4 ? [upTo(at - 1)] : [],
      serves: targets.flatMap((_target, target) =>
        random() < density ? [{ target, strength: 1 + upTo(2) }] : [],
      ),
    };
  });
  const limit = (most: number) => (random() < 0.7 ? Math.floor(most * (0.2 + random() * 0.6)) : null);
  return {
    choice: { candidates, targets },
    limits: {
      onceResultCents: limit(size * 1_400_000),
      onceInvestmentCents: limit(size * 900_000),
      yearlyCents: limit(size * 750_000),
      ownDays: limit(size * 15),
      measures: random() < 0.5 ? 2 + upTo(size - 2) : null,
    },
  };
}

/** Every package there is, tried. */
function tried({ choice, limits }: ReturnType<typeof drawn>, within: number | null = null) {
  const size = choice.candidates.length;
  let best: { points: number; cents: number } | null = null;
  for (let bits = 0; bits < 2 ** size; bits++) {
    const chosen = Array.from({ length: size }, (_, at) => ((bits >> at) & 1) === 1);
    if ((within !== null && !chosen[within]) || !isSound(choice, limits, chosen)) continue;
    const points = pointsOf(choice, chosen);
    const cents = fiveYearsOf(choice, chosen);
    if (!best || points > best.points || (points === best.points && cents < best.cents))
      best = { points, cents };
  }
  return best;
}

const now = { best: 5, reasons: 5 };
const silent = () => undefined;

describe('choosing a package', () => {
  test('45 choices drawn by chance: as good as trying every package, as cheap, sound and proven', async () => {
    let possible = 0;
    for (let seed = 1; seed <= 45; seed++) {
      const { choice, limits } = drawn(seed, 8);
      const expected = tried({ choice, limits });
      const found = await choosePackage({ choice, limits, seconds: { best: 5, reasons: 0 } }, silent);
      expect(found.over.length > 0, `seed ${seed}`).toBe(expected === null);
      if (!expected) continue;
      possible++;
      expect(isSound(choice, limits, found.chosen), `seed ${seed}`).toBe(true);
      expect([found.points, found.proven, found.gap], `seed ${seed}`).toEqual([expected.points, true, 0]);
      // Cheapest to within half a euro.
      expect(fiveYearsOf(choice, found.chosen) - expected.cents, `seed ${seed}`).toBeLessThanOrEqual(50);
    }
    expect(possible).toBeGreaterThan(30);
  });

  test('each reason holds: what is displaced is exact, what is lost is lost, what is beyond a limit is', async () => {
    const seen = new Map<string, number>();
    for (let seed = 101; seed <= 125; seed++) {
      const { choice, limits } = drawn(seed, 8);
      const found = await choosePackage({ choice, limits, seconds: now }, silent);
      if (found.over.length > 0) continue;
      for (const [at, why] of found.why.entries()) {
        seen.set(why.kind, (seen.get(why.kind) ?? 0) + 1);
        const which = `seed ${seed}, ${at}`;
        if (why.kind === 'displaces') {
          const forced = tried({ choice, limits }, at);
          expect(found.points - why.points, which).toBe(forced?.points);
          const other = found.chosen.map(
            (inside, one) => (inside && !why.out.includes(one)) || one === at || why.also.includes(one),
          );
          expect(isSound(choice, limits, other), which).toBe(true);
          expect(pointsOf(choice, other), which).toBe(forced?.points);
        }
        if (why.kind === 'beyond') expect(tried({ choice, limits }, at), which).toBeNull();
        if (why.kind === 'worth') {
          const rest = found.chosen.map((inside, one) => inside && one !== at && !why.by.includes(one));
          expect(found.points - pointsOf(choice, rest), which).toBe(why.points);
        }
        if (why.kind === 'covered' || why.kind === 'serves_nothing') {
          const more = closureOf(choice, [at]).map((inside, one) => inside || found.chosen[one] === true);
          expect(coverageOf(choice, more), which).toEqual(coverageOf(choice, found.chosen));
        }
      }
    }
    expect([...seen.keys()].sort()).toEqual([
      'barred',
      'beyond',
      'covered',
      'displaces',
      'fixed',
      'needed',
      'serves_nothing',
      'worth',
    ]);
  });

  test('60 candidates are chosen from with proof, and every reason is found', {
    timeout: 30_000,
  }, async () => {
    const { choice, limits } = drawn(7, 60, 24, 0.1);
    const found = await choosePackage(
      { choice, limits: { ...limits, measures: 20 }, seconds: { best: 10, reasons: 20 } },
      silent,
    );
    expect(found.over).toEqual([]);
    expect([found.proven, found.gap]).toEqual([true, 0]);
    expect(found.why.filter(({ kind }) => kind === 'open')).toEqual([]);
  });

  test('what is fixed alone goes beyond a limit: by how much, and no package', async () => {
    const { choice } = drawn(3, 4);
    const candidates = choice.candidates.map((one, at) => ({
      ...one,
      fixed: at === 0,
      barred: false,
      needs: [],
      takes: { ...one.takes, ownDays: 12 },
    }));
    const found = await choosePackage(
      { choice: { ...choice, candidates }, limits: { ...FREE, ownDays: 10 }, seconds: now },
      silent,
    );
    expect(found).toMatchObject({ over: [{ limit: 'ownDays', by: 2 }], points: 0 });
    expect(found.chosen).not.toContain(true);
    expect(
      await bestWith(
        { ...choice, candidates },
        { ...FREE, ownDays: 10 },
        { within: 1, like: found.chosen },
        1,
      ),
    ).toBeNull();
  });
});
