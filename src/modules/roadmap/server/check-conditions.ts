import { type FieldFault, refuse } from '#kernel/refuse';
import type { Row } from '#platform/records';

/** A span must not end before it begins. */
export function checkRoleTime(row: Row): void {
  const { from_quarter: from, until_quarter: until } = row as {
    from_quarter: string;
    until_quarter?: string;
  };
  if (until && until < from)
    refuse('invalid', 'invalid_input', [{ path: 'untilQuarter', code: 'not_allowed' }]);
}

/** Each kind of condition has its own fields; all that is missing or too much is said at once. */
export function checkCondition(row: Row): void {
  const faults = conditionFaults(row);
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}

/** What is missing or too much for its kind; a reference counts as given by any value. */
export function conditionFaults(row: Row): FieldFault[] {
  const { kind } = row;
  const faults: FieldFault[] = [];
  const expect = (path: string, value: unknown, wanted: boolean) => {
    const given = value !== null && value !== undefined;
    if (given !== wanted) faults.push({ path, code: wanted ? 'required' : 'not_allowed' });
  };
  expect('measureId', row.measure_id, kind !== 'closed');
  expect('quarter', row.quarter, kind !== 'lag');
  expect('needsId', row.needs_id, kind === 'lag');
  expect('lagQuarters', row.lag_quarters, kind === 'lag');
  if (kind === 'lag' && row.needs_id && row.needs_id === row.measure_id)
    faults.push({ path: 'needsId', code: 'not_allowed' });
  return faults;
}
