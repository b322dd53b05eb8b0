import { useState } from 'react';
import { recordPath } from '#kernel/paths';
import type { budgetContract } from '#modules/budget/contract';
import type { inventoryContract } from '#modules/inventory/contract';
import { api, FilesSection, type Problem, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { money } from '#ui-kit/format';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { saidBy } from './parts.tsx';
import { assessment, options, type Rating } from './words.ts';

const inventory = api<typeof inventoryContract>('inventory');
const budget = api<typeof budgetContract>('budget');

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
  const [adding, setAdding] = useState(false);
  const { data } = useRecord(['rating-links', town, rating.id], () =>
    assessment.ratingLinks({ town, id: rating.id }),
  );
  const button = (
    <Button small icon="plus" reason={reason} onClick={() => setAdding(true)}>
      {m.assessment_rests_on_add()}
    </Button>
  );
  return (
    <>
      <Section title={m.assessment_rests_on()} actions={button}>
        {!data && <Skeleton lines={2} />}
        {data?.links.length === 0 && <p className="k-muted">{m.assessment_rests_on_none()}</p>}
        <ul>
          {data?.links.map((link) => (
            <li key={link.id}>
              <Named link={link} /> <span className="k-small k-muted">{KIND_WORDS[link.kind]()}</span>{' '}
              <Remove rating={rating} link={link} reason={reason} />
            </li>
          ))}
        </ul>
        {adding && <AddDialog rating={rating} onClose={() => setAdding(false)} />}
      </Section>
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
function Named({ link }: { link: Link }) {
  const town = useTown();
  if (link.kind !== 'web' && link.targetId)
    return <a href={recordPath(town, link.kind, link.targetId)}>{link.label}</a>;
  return (
    <a href={link.url} target="_blank" rel="noreferrer">
      {link.label ? `${link.label} (${link.host})` : link.host}
    </a>
  );
}

function Remove({ rating, link, reason }: RestsOnProps & { link: Link }) {
  const town = useTown();
  const remove = useSave(assessment.removeRatingLink, touched(town, rating.id));
  const name = link.label || link.host;
  const go = () =>
    remove.mutateAsync({ input: { town, id: rating.id, linkId: link.id } }).then(
      () => toast(m.assessment_rests_on_removed()),
      (error: unknown) => toast(saidBy(error), { tone: 'danger' }),
    );
  return (
    <Button
      small
      bare
      kind="quiet"
      icon="close"
      busy={remove.isPending}
      reason={reason}
      onClick={() => void go()}
    >
      {m.assessment_rests_on_remove({ name })}
    </Button>
  );
}

const FEW = 20;
type Search = (town: string, q: string) => Promise<LookupOption[]>;
const SEARCHES: Record<'item' | 'posting', Search> = {
  item: async (town, q) => {
    const { rows } = await inventory.items.list({ town, limit: FEW, ...(q ? { q } : {}) });
    return rows.map(({ id, number, name, siteName }) => ({
      id,
      label: `I-${String(number).padStart(3, '0')} ${name}`,
      ...(siteName ? { hint: siteName } : {}),
    }));
  },
  posting: async (town, q) => {
    const { rows } = await budget.spending.postings.list({ town, limit: FEW, ...(q ? { q } : {}) });
    return rows.map(({ id, year, document, partner, amountCents }) => ({
      id,
      label: [year, document, partner].filter(Boolean).join(' '),
      hint: money(amountCents),
    }));
  },
};
const BLANK = { kind: 'item' as Link['kind'], target: null as LookupOption | null, url: '', label: '' };

function AddDialog({ rating, onClose }: { rating: Rating; onClose: () => void }) {
  const town = useTown();
  const [value, setValue] = useState(BLANK);
  const [faults, setFaults] = useState<Problem['fields']>([]);
  const [problem, setProblem] = useState<string>();
  const add = useSave(assessment.addRatingLink, touched(town, rating.id));
  const change = (part: Partial<typeof BLANK>) => setValue({ ...value, ...part });
  const submit = async () => {
    const { kind, target, url, label } = value;
    const chosen = kind === 'web' ? { url, label } : { targetId: target?.id ?? '' };
    try {
      await add.mutateAsync({ input: { town, id: rating.id, kind, ...chosen } });
      toast(m.assessment_rests_on_added());
      onClose();
    } catch (error) {
      const fields = problemOf(error)?.fields ?? [];
      setFaults(fields);
      setProblem(fields.length > 0 ? undefined : saidBy(error));
    }
  };
  return (
    <Dialog open onClose={onClose} title={m.assessment_rests_on_add()}>
      <Form
        onSubmit={submit}
        submit={m.assessment_rests_on_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value.target !== null || value.url !== ''}
      >
        <Select
          name="kind"
          label={m.assessment_rests_on_kind()}
          options={options(KIND_WORDS)}
          value={value.kind}
          onChange={(kind) => change({ kind: kind as Link['kind'], target: null })}
        />
        {value.kind !== 'web' ? (
          <LookupField
            key={value.kind}
            name="targetId"
            label={KIND_WORDS[value.kind]()}
            help={
              value.kind === 'item' ? m.assessment_rests_on_item_help() : m.assessment_rests_on_posting_help()
            }
            value={value.target}
            onChange={(target) => change({ target })}
            search={(q) => SEARCHES[value.kind === 'item' ? 'item' : 'posting'](town, q)}
          />
        ) : (
          <>
            <TextField
              name="url"
              label={m.assessment_rests_on_url()}
              help={m.assessment_rests_on_url_help()}
              value={value.url}
              onChange={(url) => change({ url })}
            />
            <TextField
              name="label"
              label={m.assessment_rests_on_label()}
              optional
              maxLength={200}
              value={value.label}
              onChange={(label) => change({ label })}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
