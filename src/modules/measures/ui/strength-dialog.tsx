import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { measureNumber } from './measure-number.ts';
import type { Coverage, CoverageRow } from './package-words.ts';
import { measures } from './words.ts';

const OPTIONS = [m.measures_strength_helps, m.measures_strength_carries, m.measures_strength_made];

/** How strongly each linked measure serves one finding or goal. */
export function StrengthDialog({
  row,
  data,
  onClose,
}: {
  row: CoverageRow;
  data: Coverage;
  onClose: () => void;
}) {
  const town = useTown();
  const [value, setValue] = useState(() => new Map(row.by.map((one) => [one.measureId, one.strength])));
  const [problem, setProblem] = useState<string>();
  const save = useSave(measures.setStrength, [
    ['coverage', town],
    ['stories', town],
  ]);
  const changed = row.by.filter(({ measureId, strength }) => value.get(measureId) !== strength);
  const submit = async () => {
    try {
      for (const { measureId } of changed)
        await save.mutateAsync({
          input: {
            town,
            id: measureId,
            kind: row.kind,
            targetId: row.id,
            strength: value.get(measureId) ?? 2,
          },
        });
      toast(m.measures_strength_saved({ name: row.name }));
      onClose();
    } catch (error) {
      setProblem(problemOf(error)?.text ?? m.measures_unreachable());
    }
  };
  return (
    <Dialog open onClose={onClose} title={m.measures_strength_title({ name: `${row.name} ${row.title}` })}>
      <Form
        onSubmit={submit}
        submit={m.measures_save()}
        onCancel={onClose}
        problem={problem}
        unsaved={changed.length > 0}
      >
        {row.by.map(({ measureId }) => {
          const measure = data.measures.find(({ id }) => id === measureId);
          return (
            measure && (
              <RadioGroup
                key={measureId}
                name={measureId}
                label={`${measureNumber(measure)} ${measure.title}`}
                options={OPTIONS.map((word, at) => ({ value: String(at + 1), label: word() }))}
                value={String(value.get(measureId))}
                onChange={(strength) => setValue(new Map(value).set(measureId, Number(strength)))}
              />
            )
          );
        })}
      </Form>
    </Dialog>
  );
}
