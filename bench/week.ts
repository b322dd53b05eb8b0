/** Every page of the analysis week at full size: what the server needs for the answers a page asks for. */
import { readFileSync } from 'node:fs';
import { quantile, quiet } from './conditions.ts';
import { peakOf } from './import.ts';
import type { RunningProduct } from './product.ts';
import { note } from './table.ts';
import { fillTown, type WeekTown } from './week-town.ts';

const ROUNDS = 60;
const WARM = 10;
const GOAL_MS = 50;

type Question = [name: string, path: string];

const aroundTheWeek = ({ week, interview }: WeekTown): Question[] => {
  const at = `/engagements/${week}`;
  return [
    ['week', at],
    ['week, picture so far', `${at}/week`],
    ['gates', `${at}/gates`],
    ['agenda', `/agenda-entries?engagementId=${week}&limit=200`],
    ['guests of the agenda', `${at}/agenda-guests`],
    ['invitations', `${at}/invitations`],
    ['goals', '/goals?limit=100'],
    ['target, goals by weight', `/goals?engagementId=${week}&limit=200&sort=-weight`],
    ['target, success factors', `/success-factors?engagementId=${week}&limit=200`],
    ['goal pairs', `/goal-pairs?engagementId=${week}&limit=200`],
    ['goals that touch', `${at}/goal-hints`],
    ['developments', '/developments?limit=100'],
    ['interviews', `/interviews?engagementId=${week}&limit=100`],
    ['interview plan', `${at}/interview-plan`],
    ['interview', `/interviews/${interview}/sheet`],
    ['scores, ITIL', `${at}/scores?framework=itil`],
    ['scores, VdS 10000', `${at}/scores?framework=vds10000`],
    ['ratings', `/ratings?engagementId=${week}&framework=vds10000&limit=200`],
    ['comparison, levels as a picture', `${at}/charts/levels`],
    ['comparison, corrections', '/requirement-corrections?framework=vds10000&limit=200'],
    ['observations', `/observations?engagementId=${week}&limit=100`],
    ['walk, all for the tablet', `/walk?engagementId=${week}`],
  ];
};

const aroundTheFindings = ({ week, round }: WeekTown): Question[] => [
  ['findings', '/findings?limit=100'],
  ['findings by area as a picture', '/charts/findings-by-area'],
  ['findings in review', '/findings?status=in_review&limit=200'],
  ['findings disputed', '/findings?status=disputed&limit=200'],
  ['proposals', `/finding-proposals?engagementId=${week}`],
  ['review rounds', '/review-rounds?limit=50'],
  ['review round, guests', `/review-rounds/${round}/guests`],
];

const aroundTheInventory = ({ item, machine }: WeekTown): Question[] => [
  ['items', '/items?limit=100'],
  ['dependencies of an item', `/item-relations?itemId=${item}&limit=200`],
  ['outage of an item', `/items/${item}/impact`],
  ['outage of an item, further part', `/items/${item}/impact?from=3000&limit=400`],
  ['machine', `/items/${machine}/machine`],
  ['machine, programs', `/items/${machine}/software`],
  ['machine, programs by words', `/items/${machine}/software?q=gramm%201&limit=1000`],
  ['agents', '/agents'],
  ['agents, keys', '/agent-tokens'],
  ['agents, refused', '/agent-refusals'],
  ['support table', '/support-ends?limit=200'],
];

const BASELINE: Question[] = [
  ['spending', '/spending'],
  ['a sum of the spending', '/spending-parts?year=2025&area=network'],
  ['postings', '/postings?limit=100'],
  ['activities', '/activities'],
];

const aroundDuties = ({ unit }: WeekTown): Question[] => [
  ['NIS2 check', '/nis2-check'],
  ['NIS2 check of a unit', `/legal-units/${unit}/check`],
  ['older assessment', '/older-comparison'],
];

const aroundCatalogues = ({ catalogue, draft, heading }: WeekTown): Question[] => [
  ['catalogues', '/catalogues'],
  ['catalogue draft', `/catalogue-drafts/${draft}`],
  ['catalogue draft, a heading', `/catalogue-drafts/${draft}/rows?heading=${heading}`],
  ['own catalogue', `/catalogues/${catalogue}`],
  ['own catalogue, a heading', `/catalogues/${catalogue}/controls?heading=H7`],
  ['own catalogue, all', `/catalogues/${catalogue}/controls`],
  ['own catalogue, by words', `/catalogues/${catalogue}/controls?q=verantwortlich`],
  ['own catalogue, changes', `/catalogues/${catalogue}/changes?from=1&to=2`],
];

/** Time the server's own process has computed, in ms; null where the system does not tell. */
function computedBy(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

const questionsOf = (town: WeekTown): Question[] => [
  ...aroundTheWeek(town),
  ...aroundTheFindings(town),
  ...aroundTheInventory(town),
  ...aroundCatalogues(town),
  ...aroundDuties(town),
  ...BASELINE,
];

export async function measureWeek(product: RunningProduct, ownerUrl: string): Promise<void> {
  const town = await fillTown(ownerUrl);
  const questions = questionsOf(town).filter(([name]) => name.includes(process.env.BENCH_PAGE ?? ''));
  await quiet('the week at full size', 30_000);
  for (const [name, path] of questions) await measureOne(product, town.token, name, path);
  // Somebody limited to an office is answered from the database alone, never from what is kept for the town.
  if (!process.env.BENCH_PAGE)
    await measureOne(
      product,
      town.officeToken,
      'outage of an item, seen by an office',
      `/items/${town.item}/impact`,
    );
  note('week, peak memory of the server', peakOf(product.pid), 'MB', 400);
}

export async function measureOne(
  { address, pid }: RunningProduct,
  token: string,
  name: string,
  path: string,
): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  let computed: number | null = null;
  for (let round = 0; round < ROUNDS + WARM; round++) {
    if (round === WARM) computed = computedBy(pid);
    const from = performance.now();
    const answer = await fetch(`${address}/api/v1/towns/tannau${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
    if (round >= WARM) times.push(performance.now() - from);
  }
  const after = computedBy(pid);
  const own =
    computed === null || after === null
      ? ''
      : `, ${((after - computed) / ROUNDS).toFixed(1)} ms of it computed by the server`;
  process.stdout.write(
    `   ${name}: ${Math.round(bytes / 1024)} kB, median ${quantile(times, 0.5).toFixed(1)} ms${own}\n`,
  );
  note(`week, ${name} p95`, quantile(times, 0.95), 'ms', GOAL_MS, 1);
}
