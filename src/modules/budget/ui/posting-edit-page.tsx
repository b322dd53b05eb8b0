import { useRef, useState } from 'react';
import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { Missing } from './missing.tsx';
import {
  blankPosting,
  PostingFormFields,
  type PostingValue,
  postingFields,
  postingValue,
} from './posting-form.tsx';
import { usePosting } from './posting-page.tsx';
import { type Posting, postingName, spending } from './spending-words.ts';

export function PostingNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Posting>(undefined);
  const create = useSave(spending.postings.create, [
    ['postings', town],
    ['spending', town],
  ]);
  const list = listPath(town, 'posting');
  return (
    <Page title={m.budget_posting_create()} width="text" back={{ href: list, label: m.budget_postings() }}>
      <RecordForm<PostingValue>
        may={TREASURERS}
        draftKey="posting:new"
        initial={blankPosting()}
        submit={m.budget_posting_create()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...postingFields(value) }, key });
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.budget_saved({ name: postingName(made.current) }));
          go(recordPath(town, 'posting', made.current.id));
        }}
      >
        {(value, change) => <PostingFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function PostingEditPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = usePosting(id);
  if (error) return <Missing error={error} kind="posting" title={m.budget_postings()} />;
  return data ? <EditForm key={id} posting={data} /> : <Skeleton lines={6} />;
}

function EditForm(props: { posting: Posting }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [posting] = useState(props.posting);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(spending.postings.update, [
    ['postings', town],
    ['posting', town, posting.id],
    ['spending', town],
    ['stories', town, posting.id],
  ]);
  const back = recordPath(town, 'posting', posting.id);
  const name = postingName(posting);
  return (
    <Page title={m.budget_edit_title({ name })} width="text" back={{ href: back, label: name }}>
      <RecordForm<PostingValue>
        may={TREASURERS}
        draftKey={`posting:${posting.id}`}
        initial={postingValue(posting)}
        submit={m.budget_save()}
        cancelHref={back}
        stored={{
          version: posting.version,
          read: async () => {
            const now = await spending.postings.get({ town, id: posting.id });
            return { version: now.version, value: postingValue(now) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: posting.id, ...postingFields(value) }, version })
        }
        onSaved={() => {
          toast(m.budget_saved({ name }));
          go(back);
        }}
      >
        {(value, change) => <PostingFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
