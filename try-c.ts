import { highs } from './src/modules/roadmap/server/planning/solve.ts'; import { quickly } from './src/modules/roadmap/server/planning/plan-package.ts';
import { planPackage } from './src/modules/roadmap/server/planning/plan-package.ts';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { townProblem, AS_IT_IS, quarterText } from './src/modules/roadmap/domain/planning/town.ts';
import { problemOf } from './src/modules/roadmap/domain/planning/package.ts';
import { compile } from './src/modules/roadmap/domain/planning/compiled.ts';
import { exact, totalOf } from './src/modules/roadmap/server/planning/exact.ts';
import { findConflict } from './src/modules/roadmap/server/planning/find-conflict.ts';
import { plan } from './src/modules/roadmap/domain/planning/plan.ts';
import { judge } from './src/modules/roadmap/domain/planning/problem.ts';
import { workingDaysBetween } from './src/kernel/calendar.ts';
import { firstDay, lastDay, quarter, addDays } from './src/kernel/dates.ts';
const read = (n) => parse(readFileSync(`examples/tannau/${n}.yaml`, 'utf8'));
const fs = new Map(read('findings').map(f => [f.number, f.severity ?? 2]));
const gs = new Map(read('goals').map(f => [f.number, f.weight ?? 3]));
const measures = read('measures').map(m => ({ id: m.number, status: m.status, mandatory: m.mandatory, starts: m.starts, quarters: m.quarters, onceCostCents: m.once_cost_eur*100, yearlyCostCents: m.yearly_cost_eur*100, grantCents: m.grant_eur*100, budgetKind: m.budget_kind, effortDays: m.effort_days, externalDays: m.external_days, responsibleRole: m.responsible_role, needs: m.needs, severities: m.findings.map(f => fs.get(f)), goalWeights: m.goals.map(g => gs.get(g)) }));
const frames = read('year_frames').map(f => ({ year: f.year, resultCents: f.result_eur*100, investmentCents: f.investment_eur*100 }));
const rt = (role, percent, awayDays=0, from='2026-Q4', until=null) => ({ role, percent, awayDays, from, until });
const roleTimes = [rt('it_administrator', 60), rt('head_of_it', 40, 3, '2027-Q2'), rt('isb', 20, 0), rt('isb', 20, 0, '2027-Q2'), rt('procurement', 25), rt('head_of_office', 45), rt('project_lead', 40), rt('external_provider', 60)];
const cd = (kind, measureId, quarter) => ({ kind, measureId, quarter, needsId: null, lagQuarters: null });
const conditions = [cd('staff_plan','M-03','2027-Q1'),cd('budget','M-09','2027-Q2'),cd('tender','M-12','2027-Q3'),cd('tender','M-18','2027-Q2'),cd('grant_end','M-18','2027-Q3'),cd('staff_council','M-17','2027-Q2'),cd('council','M-19','2028-Q1'),cd('budget','M-11','2027-Q2')];
const wd = (q) => workingDaysBetween('BW', addDays(firstDay(quarter(q)), -1), lastDay(quarter(q)));
console.log('wd', wd('2027-Q1'));
for (const what of [AS_IT_IS, { ...AS_IT_IS, budgetPercent: -20 }, { ...AS_IT_IS, role: 'isb', rolePercent: 50 }]) {
  const t = townProblem({ now: '2026-Q4', measures, frames, conditions, roleTimes, workingDays: wd, what });
  if (what.budgetPercent) continue;
  const problem = problemOf(t.pack); const c = compile(problem);
  let t0 = performance.now(); await highs(); console.log('load', Math.round(performance.now() - t0));
  for (const [name, begin] of [['cold', undefined], ['warm', quickly(t.pack, 'none', 250)]]) for (const opts of [{}, { mip_heuristic_effort: 0.01 }, { mip_detect_symmetry: false }, { presolve: 'off' }, {mip_heuristic_run_rins:false, mip_heuristic_run_rens:false, mip_heuristic_run_root_reduced_cost:false}]) {
    const c0 = process.cpuUsage(); t0 = performance.now();
    const ex = await exact(problem, c, { seconds: 20, begin, opts });
    const u = process.cpuUsage(c0);
    console.log(name, JSON.stringify(opts), Math.round(performance.now() - t0), 'cpu', Math.round((u.user + u.system) / 1000), ex.proven, ex.bound);
  }
}
