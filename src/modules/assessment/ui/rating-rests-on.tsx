import { useState } from 'react';
import { recordPath } from '#kernel/paths';
import { EvidenceDialog, EvidenceList, FilesSection, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { TextField } from '#ui-kit/fields';
import { toast } from '#ui-kit/toast';
import { searchItems, searchPostings } from './evidence-search.ts';
import { assessment, type Rating } from './words.ts';

type Link = Awaited<ReturnType<typeof assessment.ratingLinks>>['links'][number];
const KIND_WORDS: Record<Link['kind'], () => string> = {
  item: m.assessment_rests_on_item,
  posting: m.assessment_rests_on_posting,
  web: m.assessment_rests_on_web,
};
const touched = (town: string, id: string) => [
  ['rating-links', town, id],
  ['ratings', town],
  ['stories', town, id],
  ['thread', town],
];

interface RestsOnProps {
  rating: Rating;
  /** Why nothing can be added or removed. */
  reason: string | undefined;
}

/** Items, postings, pages of the web and files that a rating rests on. */
export function RestsOn({ rating, reason }: RestsOnProps) {
  const town = useTown();
  const { data } = useRecord(['rating-links', town, rating.id], () =>
    assessment.ratingLinks({ town, id: rating.id }),
  );
  const remove = useSave(assessment.removeRatingLink, touched(town, rating.id));
  return (
    <>
      <EvidenceList
        title={m.assessment_rests_on()}
        add={m.assessment_rests_on_add()}
        none={m.assessment_rests_on_none()}
        links={data?.links.map((link) => shown(town, link))}
        reason={reason}
        remove={{
          label: (name) => m.assessment_rests_on_remove({ name }),
          run: (linkId) => remove.mutateAsync({ input: { town, id: rating.id, linkId } }),
          done: () => m.assessment_rests_on_removed(),
          failed: m.assessment_unreachable(),
        }}
        dialog={(close) => <AddDialog rating={rating} onClose={close} />}
      />
      <FilesSection
        calls={assessment.ratingFiles}
        path="ratings"
        kind="rating"
        id={rating.id}
        reason={reason}
      />
    </>
  );
}

/** A page of the web says where it leads. */
function shown(town: string, { id, kind, targetId, url, host, label }: Link) {
  const said = { id, kind: KIND_WORDS[kind]() };
  return kind !== 'web' && targetId
    ? { ...said, label, href: recordPath(town, kind, targetId) }
    : { ...said, label: label ? `${label} (${host})` : host, href: url, outside: true };
}

const BLANK = { url: '', label: '' };

function AddDialog({ rating, onClose }: { rating: Rating; onClose: () => void }) {
  const town = useTown();
  const [page, setPage] = useState(BLANK);
  const add = useSave(assessment.addRatingLink, touched(town, rating.id));
  return (
    <EvidenceDialog<Link['kind']>
      title={m.assessment_rests_on_add()}
      submit={m.assessment_rests_on_save()}
      kindLabel={m.assessment_rests_on_kind()}
      kinds={KIND_WORDS}
      first="item"
      help={(kind) =>
        kind === 'item' ? m.assessment_rests_on_item_help() : m.assessment_rests_on_posting_help()
      }
      search={(kind, q) => (kind === 'item' ? searchItems : searchPostings)(town, q)}
      fields={(kind) => kind === 'web' && <PageFields value={page} onChange={setPage} />}
      typed={page.url !== ''}
      save={async (kind, target) => {
        const chosen = kind === 'web' ? page : { targetId: target?.id ?? '' };
        await add.mutateAsync({ input: { town, id: rating.id, kind, ...chosen } });
        toast(m.assessment_rests_on_added());
      }}
      failed={m.assessment_unreachable()}
      onClose={onClose}
    />
  );
}

function PageFields({ value, onChange }: { value: typeof BLANK; onChange: (page: typeof BLANK) => void }) {
  return (
    <>
      <TextField
        name="url"
        label={m.assessment_rests_on_url()}
        help={m.assessment_rests_on_url_help()}
        value={value.url}
        onChange={(url) => onChange({ ...value, url })}
      />
      <TextField
        name="label"
        label={m.assessment_rests_on_label()}
        optional
        maxLength={200}
        value={value.label}
        onChange={(label) => onChange({ ...value, label })}
      />
    </>
  );
}
