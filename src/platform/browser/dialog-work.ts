import { useState } from 'react';
import { m } from '#texts';
import type { Fault } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { newKey } from './new-key.ts';
import { problemOf, statusOf } from './problems.ts';

/**
 * Sends what a dialog holds: refusals stand at its fields or above them; success ends the dialog, and `said` is told. Where the
 * answer is lost and somebody tries again, the same key goes out once more: one record comes of it, not two.
 */
export function useDialogWork(onDone: () => void) {
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const [key, setKey] = useState(newKey);
  const run = async <Result>(
    work: (key: string) => Promise<Result>,
    said?: string | ((result: Result) => string),
  ): Promise<void> => {
    try {
      const result = await work(key);
      if (said) toast(typeof said === 'string' ? said : said(result));
      onDone();
    } catch (error) {
      const refused = problemOf(error);
      if (refused && statusOf(error) !== 503) setKey(newKey());
      setFaults(refused?.fields ?? []);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.platform_offline()));
    }
  };
  return { run, faults, problem };
}
