import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { problemOf, RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { type OwnMeasure, ownLibrary, ownLibraryPath, touchedLibrary } from './own-library-words.ts';
import { OwnMeasureFields } from './own-measure-fields.tsx';
import { blankOwn, type OwnValue, ownFields, ownValue } from './own-measure-value.ts';

/** A new measure for the own library. */
export function OwnMeasureNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const create = useSave(ownLibrary.create, touchedLibrary(town));
  const back = ownLibraryPath(town);
  return (
    <Page
      title={m.measures_own_create()}
      lead={m.measures_own_create_lead()}
      width="text"
      back={{ href: back, label: m.measures_own_library() }}
    >
      <RecordForm<OwnValue>
        draftKey="own-measure:new"
        initial={blankOwn}
        may={EDITORS}
        submit={m.measures_own_save()}
        cancelHref={back}
        save={(value, key) => create.mutateAsync({ input: { town, ...ownFields(value) }, key })}
        onSaved={() => {
          toast(m.measures_own_saved());
          go(back);
        }}
      >
        {(value, change) => <OwnMeasureFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function OwnMeasureEditPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useRecord(['own-measures', town, id], () => ownLibrary.get({ town, id }));
  if (error)
    return (
      <Page
        title={m.measures_own_library()}
        back={{ href: ownLibraryPath(town), label: m.measures_own_library() }}
      >
        <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />
      </Page>
    );
  return data ? <EditForm key={id} row={data} /> : <Skeleton lines={8} />;
}

function EditForm(props: { row: OwnMeasure }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [row] = useState(props.row);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(ownLibrary.update, touchedLibrary(town));
  const back = ownLibraryPath(town);
  return (
    <Page title={row.title} width="text" back={{ href: back, label: m.measures_own_library() }}>
      <RecordForm<OwnValue>
        draftKey={`own-measure:${row.id}`}
        initial={ownValue(row)}
        may={EDITORS}
        submit={m.measures_own_save()}
        cancelHref={back}
        stored={{
          version: row.version,
          read: async () => {
            const now = await ownLibrary.get({ town, id: row.id });
            return { version: now.version, value: ownValue(now) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: row.id, ...ownFields(value) }, version })
        }
        onSaved={() => {
          toast(m.measures_own_saved());
          go(back);
        }}
      >
        {(value, change) => <OwnMeasureFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
