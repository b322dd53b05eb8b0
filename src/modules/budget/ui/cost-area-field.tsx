import { m } from '#texts';
import { Select } from '#ui-kit/fields';
import type { CostArea } from '../domain/spending.ts';
import { areaOptions } from './spending-words.ts';

export function CostAreaField(props: { value: CostArea; onChange: (value: CostArea) => void }) {
  return (
    <Select
      name="costArea"
      label={m.budget_cost_area()}
      help={m.budget_cost_area_help()}
      options={areaOptions()}
      value={props.value}
      onChange={(value) => props.onChange(value as CostArea)}
    />
  );
}
