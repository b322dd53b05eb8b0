import { useRef } from 'react';
import { listPath } from '#kernel/paths';
import {
  problemOf,
  RecordForm,
  useAddress,
  useReadAnew,
  useRecord,
  useRecordNow,
  useSave,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { Newer } from './draft-page.tsx';
import { ShownChanges } from './version-changes.tsx';
import { type Draft, draftPath, drafts, named } from './words.ts';

type Checked = Awaited<ReturnType<typeof drafts.check>>;

/** The whole draft checked, what it changes, and the last step: its edition. */
export function DraftFinishPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const draft = useRecord(['catalogue-drafts', town, id], () => drafts.get({ town, id }));
  const checked = useRecordNow(['catalogue-drafts', town, id, 'check'], () => drafts.check({ town, id }));
  const error = draft.error ?? checked.error;
  const found = checked.data;
  const title = draft.data ? m.catalogue_draft_of({ title: draft.data.title }) : m.catalogue_draft();
  return (
    <Page
      title={m.catalogue_draft_finish()}
      lead={m.catalogue_draft_finish_lead()}
      width="text"
      back={{ href: draftPath(town, id), label: title }}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />}
      {!error && !(draft.data && found) && <Skeleton lines={6} />}
      {draft.data && found && !error && <Known draft={draft.data} checked={found} />}
    </Page>
  );
}

function Known({ draft, checked }: { draft: Draft; checked: Checked }) {
  const readAnew = useReadAnew();
  if (checked.faultTotal > 0)
    return (
      <Stack>
        <Faults draft={draft} checked={checked} />
        <div className="k-actions">
          <Button onClick={() => void readAnew()}>{m.catalogue_draft_check_again()}</Button>
        </div>
      </Stack>
    );
  return (
    <Stack>
      <Notice tone="success" title={m.catalogue_draft_faults_none()}>
        <p>{m.catalogue_found({ count: checked.requirements })}</p>
      </Notice>
      <Newer draft={draft} />
      <Renumbered checked={checked} />
      <Flattened draft={draft} checked={checked} />
      {checked.changes ? <ShownChanges data={checked.changes} /> : <p>{m.catalogue_draft_first()}</p>}
      <Finish draft={draft} checked={checked} />
    </Stack>
  );
}

function Faults({ draft, checked: { faults, faultTotal } }: { draft: Draft; checked: Checked }) {
  const town = useTown();
  const at = draftPath(town, draft.id);
  return (
    <Notice tone="danger" live title={m.catalogue_draft_faults({ count: faultTotal })}>
      <ul>
        {faults.map(({ row, field, text }) => (
          <li key={`${row?.id} ${field} ${text}`}>
            <a href={row ? `${at}?zeile=${row.id}` : at}>{row ? named(row) : m.catalogue_draft_head()}</a>:{' '}
            {text}
          </li>
        ))}
      </ul>
      {faultTotal > faults.length && (
        <p>{m.catalogue_draft_faults_more({ count: faultTotal - faults.length })}</p>
      )}
    </Notice>
  );
}

const Renumbered = ({ checked: { renumbered } }: { checked: Checked }) =>
  renumbered.length > 0 && (
    <Notice tone="warning" title={m.catalogue_draft_renumbered()}>
      <ul>
        {renumbered.map(({ id, before, after, answered }) => (
          <li key={id}>
            {m.catalogue_draft_renumbered_line({ before, after })}{' '}
            {answered && <Badge tone="warning">{m.catalogue_draft_renumbered_answered()}</Badge>}
          </li>
        ))}
      </ul>
    </Notice>
  );

function Flattened({ draft, checked: { flattened } }: { draft: Draft; checked: Checked }) {
  const town = useTown();
  if (flattened.length === 0) return null;
  return (
    <Notice tone="warning" title={m.catalogue_draft_flattened()}>
      <ul>
        {flattened.map((row) => (
          <li key={row.id}>
            <a href={`${draftPath(town, draft.id)}?zeile=${row.id}`}>{named(row)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Finish({ draft, checked: { last, seen } }: { draft: Draft; checked: Checked }) {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<{ id: string; edition: string }>(undefined);
  const finish = useSave(drafts.finish, [['catalogues', town]]);
  return (
    <Section title={m.catalogue_draft_finish()}>
      <RecordForm<{ edition: string }>
        draftKey={`catalogue-finish:${draft.id}`}
        initial={{ edition: draft.edition }}
        submit={m.catalogue_draft_finish()}
        cancelHref={draftPath(town, draft.id)}
        save={async ({ edition }, key) => {
          const { id } = await finish.mutateAsync({
            input: { town, id: draft.id, edition, last, seen },
            key,
          });
          made.current = { id, edition };
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.catalogue_draft_finished({ edition: made.current.edition }));
          go(`${listPath(town, 'catalogue')}/${made.current.id}`);
        }}
      >
        {({ edition }, change) => (
          <TextField
            name="edition"
            label={m.catalogue_draft_edition_now()}
            help={m.catalogue_draft_edition_now_help()}
            maxLength={100}
            width="16rem"
            value={edition}
            onChange={(text) => change({ edition: text })}
          />
        )}
      </RecordForm>
    </Section>
  );
}
