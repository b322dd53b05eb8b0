import { useState } from 'react';
import { newKey, problemOf, statusOf } from '#platform/client';
import type { Fault } from '#ui-kit/form';
import { saidBy } from './parts.tsx';

/**
 * Saves what a dialog holds. Where the answer is lost and somebody tries again, the same key goes out once more: one
 * record comes of it, not two.
 */
export function useDialogSave(save: (key: string) => Promise<unknown>, onSaved: () => void) {
  const [key, setKey] = useState(newKey);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    try {
      await save(key);
      onSaved();
    } catch (error) {
      const refused = problemOf(error);
      if (refused && statusOf(error) !== 503) setKey(newKey());
      setFaults(refused?.fields ?? []);
      setProblem(refused?.fields.length ? undefined : saidBy(error));
    }
  };
  return { submit, faults, problem };
}
