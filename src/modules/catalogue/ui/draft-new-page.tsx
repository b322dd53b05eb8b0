import { useRef } from 'react';
import { listPath } from '#kernel/paths';
import { useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Page } from '#ui-kit/page';
import { blankHead, HeadForm } from './draft-head-form.tsx';
import { draftPath, drafts } from './words.ts';

/** Begins an empty catalogue. */
export function DraftNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<string>(undefined);
  const begin = useSave(drafts.begin, [['catalogue-drafts', town]]);
  const back = listPath(town, 'catalogue');
  return (
    <Page
      title={m.catalogue_draft_new()}
      lead={m.catalogue_draft_begin_lead()}
      width="text"
      back={{ href: back, label: m.catalogue_title() }}
    >
      <HeadForm
        draftKey="catalogue:new"
        initial={blankHead}
        submit={m.catalogue_draft_begin()}
        cancelHref={back}
        save={async (value, key) => {
          made.current = (await begin.mutateAsync({ input: { town, ...value }, key })).id;
        }}
        onSaved={() => made.current && go(draftPath(town, made.current))}
      />
    </Page>
  );
}
