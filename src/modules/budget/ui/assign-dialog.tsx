import { useState } from 'react';
import { newKey, problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import type { CostArea } from '../domain/spending.ts';
import { CostAreaField } from './cost-area-field.tsx';
import { spending } from './spending-words.ts';

interface AssignDialogProps {
  ids: string[];
  onDone: () => void;
  onClose: () => void;
}

/** Puts the marked postings into one cost area. */
export function AssignDialog({ ids, onDone, onClose }: AssignDialogProps) {
  const town = useTown();
  const [costArea, setCostArea] = useState<CostArea>('data_centre');
  const [problem, setProblem] = useState<string>();
  const assign = useSave(spending.assignArea, [
    ['postings', town],
    ['posting', town],
    ['spending', town],
  ]);
  const submit = async () => {
    try {
      await assign.mutateAsync({ input: { town, ids, costArea }, key: newKey() });
      toast(m.budget_posting_assigned({ count: ids.length }));
      onDone();
    } catch (error) {
      setProblem(problemOf(error)?.text ?? m.budget_unreachable());
    }
  };
  return (
    <Dialog open onClose={onClose} title={m.budget_posting_assign_title({ count: ids.length })}>
      <Form onSubmit={submit} submit={m.budget_posting_assign()} onCancel={onClose} problem={problem}>
        <CostAreaField value={costArea} onChange={setCostArea} />
      </Form>
    </Dialog>
  );
}
