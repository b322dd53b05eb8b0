import { useQuery, useQueryClient } from '@tanstack/react-query';
import { m } from '#texts';
import { type ListState, type ListView, listStateFromSearch, listStateToSearch } from '#ui-kit/list-page';
import { toast } from '#ui-kit/toast';
import type { deskContract } from '../desk/contract.ts';
import { useTown } from './address.ts';
import { api } from './connection.ts';
import { problemOf } from './problems.ts';

const desk = api<typeof deskContract>('desk');

/** Own saved views of a list, as the list component wants them. */
export function useSavedViews(list: string, state: ListState) {
  const town = useTown();
  const client = useQueryClient();
  const key = ['saved-views', town, list];
  const { data } = useQuery({ queryKey: key, queryFn: () => desk.views({ town, list }) });
  const change = (work: Promise<unknown>) =>
    void work.then(
      () => client.invalidateQueries({ queryKey: key }),
      (error: unknown) => toast(problemOf(error)?.text ?? m.platform_offline(), { tone: 'danger' }),
    );
  const views: ListView[] = (data?.views ?? []).map((view) => ({
    key: view.id,
    title: view.name,
    own: true,
    state: listStateFromSearch(Object.fromEntries(new URLSearchParams(view.query))),
  }));
  return {
    views,
    onSaveView: (name: string, wanted: ListState = state) => {
      const query = new URLSearchParams(
        listStateToSearch({ ...wanted, selected: null, view: null }),
      ).toString();
      change(desk.saveView({ town, list, name, query }));
    },
    onDeleteView: (id: string) => change(desk.dropView({ town, id })),
  };
}
