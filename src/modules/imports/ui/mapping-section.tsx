import { useId, useState } from 'react';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Select } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Grid, Section, Stack } from '#ui-kit/page';
import { imports, type Run, useAction } from './run.ts';

/** Which column of the file means which field; a proposal that can be changed and checked anew. */
export function MappingSection({ run, refetch }: { run: Run; refetch: () => Promise<unknown> }) {
  const town = useTown();
  const [kind, setKind] = useState(run.kind ?? '');
  const [chosen, setChosen] = useState(
    () => new Map(run.mapping.map(({ column, field }) => [column, field ?? ''])),
  );
  const { busy, problem, act } = useAction(refetch);
  const fields = run.kinds.find(({ name }) => name === kind)?.fields ?? [];
  const columns = run.mapping.filter(({ heading }) => heading.trim() !== '');
  // Another kind has other fields: its own proposal comes with the next check.
  const sent =
    kind === run.kind ? [...chosen].map(([column, field]) => ({ column, field: field || null })) : [];
  const choose = (column: number, field: string) => setChosen(new Map(chosen).set(column, field));
  return (
    <Section title={m.imports_mapping()}>
      <Stack>
        <Grid min="14rem">
          <Select
            name="kind"
            label={m.imports_kind()}
            value={kind}
            onChange={setKind}
            {...(run.kind ? {} : { none: m.imports_kind_none() })}
            options={run.kinds.map(({ name, title }) => ({ value: name, label: title }))}
          />
          {kind === run.kind &&
            columns.map(({ column, heading }) => (
              <FieldChoice
                key={column}
                heading={heading}
                value={chosen.get(column) ?? ''}
                fields={fields}
                onChange={(field) => choose(column, field)}
              />
            ))}
        </Grid>
        {problem && <Notice tone="danger" title={problem} live />}
        <div className="k-actions">
          <Button
            busy={busy}
            reason={kind ? undefined : m.imports_kind_none()}
            onClick={() => void act(() => imports.check({ town, id: run.id, kind, columns: sent }))}
          >
            {m.imports_recheck()}
          </Button>
        </div>
      </Stack>
    </Section>
  );
}

interface FieldChoiceProps {
  heading: string;
  value: string;
  fields: Run['kinds'][number]['fields'];
  onChange: (field: string) => void;
}

/** Leaving a column out is as good an answer as any, so this is neither needed nor voluntary. */
function FieldChoice({ heading, value, fields, onChange }: FieldChoiceProps) {
  const id = useId();
  return (
    <div className="k-field">
      <label className="k-label" htmlFor={id}>
        {heading}
      </label>
      <select id={id} className="k-input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{m.imports_field_none()}</option>
        {fields.map(({ name, title, needed }) => (
          <option key={name} value={name}>
            {needed ? m.imports_field_needed({ title }) : title}
          </option>
        ))}
      </select>
    </div>
  );
}
