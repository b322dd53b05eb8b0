import type { FieldFault } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { catalogues, findRequirement } from '#modules/catalogue';
import type { effectContract as contract } from '../contract.ts';
import { ENTERED, type ScopeKind, sourceOf } from '../domain/sources.ts';

type Input = Pick<
  RouteInput<typeof contract.setIndicator>,
  'source' | 'scope' | 'name' | 'unit' | 'baseline' | 'baselineOn' | 'target'
>;

/** What of an indicator does not fit together, field by field. */
export function indicatorFaults(input: Input): FieldFault[] {
  const source = sourceOf(input.source);
  const faults: FieldFault[] = [];
  if (input.source === ENTERED && !input.name) faults.push({ path: 'name', code: 'required' });
  if (source && source.scope !== 'none' && !isScope(source.scope, input.scope))
    faults.push({ path: 'scope', code: input.scope ? 'unknown_reference' : 'required' });
  if (input.baseline !== null && !input.baselineOn) faults.push({ path: 'baselineOn', code: 'required' });
  if (input.baseline === null && input.baselineOn) faults.push({ path: 'baseline', code: 'required' });
  const unit = source?.unit ?? input.unit;
  if (unit === 'percent' && (input.target < 0 || input.target > 100))
    faults.push({ path: 'target', code: 'not_allowed' });
  if (unit === 'level' && (input.target < 0 || input.target > 5))
    faults.push({ path: 'target', code: 'not_allowed' });
  return faults;
}

function isScope(kind: ScopeKind, scope: string): boolean {
  const { frameworks } = catalogues();
  if (kind === 'practice') return findRequirement('itil', scope) !== undefined;
  if (kind === 'framework') return ['itil', 'vds10000'].includes(scope);
  if (kind === 'severity') return ['1', '2', '3', '4'].includes(scope);
  return frameworks
    .filter(({ id }) => id === 'vds10000')
    .some(({ groups }) => groups.some(({ code, parent }) => code === scope && parent === null));
}
