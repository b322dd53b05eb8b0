/** The table at the end: what was measured, what is wanted, what came out. */
export interface Figure {
  name: string;
  goal: string;
  figure: string;
  /** null = no goal. */
  reached: boolean | null;
}

const figures: Figure[] = [];

/** Notes a figure; `limit` and `value` in the same unit, lower is better. */
export function note(
  name: string,
  value: number,
  unit: string,
  limit: number | null = null,
  digits = 0,
): void {
  const text = (n: number) => `${n.toFixed(digits)} ${unit}`.trim();
  const row: Figure = {
    name,
    goal: limit === null ? '' : `<= ${limit} ${unit}`.trim(),
    figure: text(value),
    reached: limit === null ? null : value <= limit,
  };
  figures.push(row);
  process.stdout.write(`   ${name}: ${row.figure}\n`);
}

export function noteMissing(name: string, why: string): void {
  figures.push({ name, goal: '', figure: `not measured: ${why}`, reached: null });
}

export function printTable(): void {
  const wide = (key: 'name' | 'goal' | 'figure', least: number) =>
    Math.max(least, ...figures.map((row) => row[key].length));
  const [name, goal, figure] = [wide('name', 6), wide('goal', 4), wide('figure', 6)];
  const line = (a: string, b: string, c: string, d: string) =>
    process.stdout.write(`${a.padEnd(name)}  ${b.padStart(goal)}  ${c.padStart(figure)}  ${d}\n`);
  process.stdout.write('\n');
  line('', 'Goal', 'Figure', '');
  process.stdout.write(`${'-'.repeat(name + goal + figure + 14)}\n`);
  for (const row of figures)
    line(row.name, row.goal, row.figure, row.reached === null ? '' : row.reached ? 'reached' : 'missed');
}
