import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import type { RecordAction } from '#ui-kit/record-page';
import { toast } from '#ui-kit/toast';
import { saidBy } from './parts.tsx';

interface Removal {
  kind: 'goal' | 'observation';
  /** Name of the list in query keys. */
  list: string;
  name: string;
  record: { id: string; version: number };
  remove: Parameters<typeof useSave<{ town: string; id: string }, unknown>>[0];
  /** Why it is not allowed. */
  reason: string | undefined;
}

/** The button that removes a record after asking, then shows the list; the server refuses what others rest on. */
export function useRemoval({ kind, list, name, record, remove, reason }: Removal): RecordAction {
  const town = useTown();
  const { go } = useAddress();
  const removal = useSave(remove, [[list, town]]);
  const ask = async () => {
    if (!(await sure(name))) return;
    try {
      await removal.mutateAsync({ input: { town, id: record.id }, version: record.version });
      toast(m.assessment_removed({ name }));
      go(listPath(town, kind));
    } catch (error) {
      toast(saidBy(error), { tone: 'danger' });
    }
  };
  return {
    label: m.assessment_remove_now(),
    icon: 'trash',
    kind: 'danger',
    onPress: () => void ask(),
    busy: removal.isPending,
    reason,
  };
}

const sure = (name: string, text: string = m.assessment_remove_text()): Promise<boolean> =>
  confirm({
    title: m.assessment_remove_title({ name }),
    text,
    action: m.assessment_remove_now(),
    danger: true,
  });

interface DialogRemovalProps {
  name: string;
  /** What goes with it, where it is more than the record itself. */
  text?: string;
  remove: () => Promise<unknown>;
  onGone: () => void;
}

/** The button in a dialog that removes what the dialog shows, after asking. */
export function DialogRemoval({ name, text, remove, onGone }: DialogRemovalProps) {
  const [busy, setBusy] = useState(false);
  const drop = async () => {
    if (!(await sure(name, text))) return;
    setBusy(true);
    try {
      await remove();
      toast(m.assessment_removed({ name }));
      onGone();
    } catch (error) {
      toast(saidBy(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button kind="danger" icon="trash" busy={busy} onClick={() => void drop()}>
      {m.assessment_remove_now()}
    </Button>
  );
}
