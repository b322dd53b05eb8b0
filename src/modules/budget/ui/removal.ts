import { type ListKind, listPath } from '#kernel/paths';
import { problemOf, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { confirm } from '#ui-kit/dialog';
import { toast } from '#ui-kit/toast';

interface Removal {
  kind: ListKind;
  /** Name of the list in query keys. */
  list: string;
  name: string;
  record: { id: string; version: number };
  remove: Parameters<typeof useSave<{ town: string; id: string }, unknown>>[0];
}

/** Removes a record after asking, then shows the list. */
export function useRemoval({ kind, list, name, record, remove }: Removal) {
  const town = useTown();
  const { go } = useAddress();
  const removal = useSave(remove, [[list, town]]);
  const ask = async () => {
    const yes = await confirm({
      title: m.budget_remove_title({ name }),
      text: m.budget_remove_text(),
      action: m.budget_remove(),
      danger: true,
    });
    if (!yes) return;
    try {
      await removal.mutateAsync({ input: { town, id: record.id }, version: record.version });
      toast(m.budget_removed({ name }));
      go(listPath(town, kind));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.budget_unreachable(), { tone: 'danger' });
    }
  };
  return { ask: () => void ask(), busy: removal.isPending };
}
