import type { ReactNode } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import type { ListFilter } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { Tabs } from '#ui-kit/tabs';
import type { PartKind, SimpleKind, StoredView } from './simple-kind.ts';

const TABS: readonly (readonly [PartKind, () => string])[] = [
  ['office', m.organisation_offices],
  ['site', m.organisation_sites],
  ['room', m.organisation_rooms],
  ['person', m.organisation_people],
  ['duty', m.organisation_duties],
  ['stakeholder_group', m.organisation_groups],
];

const noFilters = (): ListFilter[] => [];

interface Props<View extends StoredView, Fields extends object, Value extends object> {
  of: SimpleKind<View, Fields, Value>;
  /** Between tabs and list. */
  above?: ReactNode;
  children?: ReactNode;
  /** The kind of import that fills it. */
  imports?: string;
}

/** The list of a kind with the tabs of the organisation across the top. */
export function SimpleList<V extends StoredView, F extends object, E extends object>(props: Props<V, F, E>) {
  const { of, above, children, imports } = props;
  const town = useTown();
  const editor = useHolds(EDITORS);
  const words = of.words();
  const filters = (of.useFilters ?? noFilters)();
  const add = editor && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, of.kind)}/neu`}>
      {words.create}
    </ButtonLink>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={add}>
      <Tabs
        label={m.organisation_parts()}
        tabs={TABS.map(([kind, label]) => ({
          href: listPath(town, kind),
          label: label(),
          current: kind === of.kind,
        }))}
      />
      {above}
      <RecordList<V>
        list={of.list}
        title={words.title}
        columns={of.columns(town)}
        filters={filters}
        load={({ filters: chosen, ...request }) => of.calls.list({ ...request, ...chosen })}
        rowHref={(row) => recordPath(town, of.kind, row.id)}
        rowName={of.name}
        searchable={of.searchable ?? true}
        empty={{ icon: 'office', title: words.emptyTitle, why: words.emptyWhy, children: add }}
      >
        {imports && editor && (
          <ButtonLink small icon="upload" href={`${listPath(town, 'import')}?art=${imports}`}>
            {m.organisation_import()}
          </ButtonLink>
        )}
      </RecordList>
      {children}
    </Page>
  );
}
