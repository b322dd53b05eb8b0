/** The planner through the interface: the example package with its proof, and 150 measures replanned at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { median } from './conditions.ts';
import type { RunningProduct } from './product.ts';
import { note } from './table.ts';

const AS_IT_IS = { budgetPercent: 0, role: null, rolePercent: 0, delayedId: null, delayQuarters: 0 };
const MEASURES = 150;
const ROUNDS = 9;

interface Plan {
  id: string;
  state: string;
  proven: boolean | null;
  createdAt: string;
  result: { measures: { starts: string | null }[] } | null;
}

export async function measurePlanning(
  { address, demo: { token } }: RunningProduct,
  ownerUrl: string,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const base = `${address}/api/v1/towns/tannau/roadmap`;
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const seconds: number[] = [];
  let proven = 0;
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    const { id } = await post<Plan>('/plans', { name: `Messung ${round}`, what: AS_IT_IS });
    let plan: Plan;
    do {
      await sleep(20);
      plan = (await (await fetch(`${base}/plans/${id}`, { headers })).json()) as Plan;
    } while (plan.state === 'running');
    seconds.push((performance.now() - from) / 1000);
    if (plan.proven) proven++;
  }
  note('plan of the example package: asked to kept, median of 3', median(seconds), 's', 2, 2);
  note('plan of the example package: without proof', 3 - proven, 'of 3', 0);
  await replanned('what if, example package', post);
  await fill(ownerUrl);
  await replanned(`what if, ${MEASURES} measures`, post);
}

type Post = <T>(path: string, body: unknown) => Promise<T>;

/** Fewer means, one position less or more, a later one: in turn, as sliders would ask. */
async function replanned(name: string, post: Post): Promise<void> {
  await post('/what-if', AS_IT_IS);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const what = { ...AS_IT_IS, budgetPercent: -5 * (round % 3), role: 'isb', rolePercent: 10 * round };
    const from = performance.now();
    await post('/what-if', what);
    times.push(performance.now() - from);
  }
  note(`${name}: median of ${ROUNDS}`, median(times), 'ms', 300);
  note(`${name}: slowest`, Math.max(...times), 'ms', null);
}

/** Fills the package up to its size: chains, roles, cost and length as in the example. */
async function fill(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `with town as (select id from town where slug = 'tannau'),
        made as (insert into measure (town_id, id, number, title, horizon, status, once_cost_cents, yearly_cost_cents, budget_kind,
            effort_days, responsible_role, starts, quarters, created_at, updated_at)
          select town.id, gen_random_uuid(), 1000 + n, 'Maßnahme ' || n, 'medium', 'recommended', (n % 9) * 50000, 0,
            case when n % 4 = 0 then 'investment' else 'result' end, n % 5,
            (array['it_administrator', 'head_of_it', 'isb', 'procurement', 'project_lead', 'treasurer'])[1 + n % 6],
            null, 1 + n % 4, now(), now()
          from town, generate_series(1, $1::int - (select count(*)::int from measure m, town t where m.town_id = t.id)) n
          returning town_id, id, number)
        insert into measure_dependency (town_id, id, measure_id, needs_id, created_at, updated_at)
        select a.town_id, gen_random_uuid(), a.id, b.id, now(), now()
        from made a join made b on b.number = a.number - 7 and a.number % 3 <> 0`,
      [MEASURES],
    );
  } finally {
    await client.end();
  }
}
