import { useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { newKey, problemOf, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm, Dialog } from '#ui-kit/dialog';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import type { Nis2, UnitCheck } from './nis2-parts.tsx';
import { saidBy } from './parts.tsx';
import { assessment, local } from './words.ts';

interface DialogProps {
  kinds: Nis2['kinds'];
  /** An empty one is added. */
  unit: Partial<UnitCheck['unit']>;
  onClose: () => void;
}

/** Name, kind and note of a legal unit; a new one leads on to its questions. */
export function LegalUnitDialog({ kinds, unit, onClose }: DialogProps) {
  const town = useTown();
  const { go } = useAddress();
  const { id, version = 0 } = unit;
  const [value, setValue] = useState({ name: unit.name ?? '', kind: unit.kind ?? '', note: unit.note ?? '' });
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const touches = [['nis2', town]];
  const create = useSave(assessment.legalUnits.create, touches);
  const update = useSave(assessment.legalUnits.update, touches);
  const submit = async () => {
    try {
      if (id) await update.mutateAsync({ input: { town, id, ...value }, version });
      else {
        const made = await create.mutateAsync({ input: { town, ...value }, key: newKey() });
        go(recordPath(town, 'legal_unit', made.id));
      }
      onClose();
    } catch (error) {
      const found = problemOf(error)?.fields ?? [];
      setFaults(found);
      setProblem(found.length > 0 ? undefined : saidBy(error));
    }
  };
  return (
    <Dialog open onClose={onClose} title={id ? value.name : m.assessment_unit_add()} wide>
      <Form
        onSubmit={submit}
        submit={m.assessment_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <TextField
          name="name"
          label={m.assessment_unit()}
          help={m.assessment_unit_help()}
          value={value.name}
          onChange={(name) => change({ name })}
        />
        <Select
          name="kind"
          label={m.assessment_unit_kind()}
          none={m.assessment_unit_kind_none()}
          options={kinds.map(({ key, title }) => ({ value: key, label: local(title) }))}
          value={value.kind}
          onChange={(kind) => change({ kind })}
        />
        <TextArea
          name="note"
          label={m.assessment_note()}
          optional
          rows={3}
          maxLength={4000}
          value={value.note}
          onChange={(note) => change({ note })}
        />
        {id && <Removal id={id} name={value.name} version={version} />}
      </Form>
    </Dialog>
  );
}

function Removal({ id, name, version }: { id: string; name: string; version: number }) {
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(assessment.legalUnits.remove, [['nis2', town]]);
  const drop = async () => {
    const yes = await confirm({
      title: m.assessment_unit_remove({ name }),
      text: <p>{m.assessment_unit_remove_text()}</p>,
      action: m.assessment_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove.mutateAsync({ input: { town, id }, version }).then(
      () => go(listPath(town, 'legal_unit')),
      (error: unknown) => toast(saidBy(error), { tone: 'danger' }),
    );
  };
  return (
    <Button kind="danger" icon="trash" busy={remove.isPending} onClick={() => void drop()}>
      {m.assessment_remove()}
    </Button>
  );
}
