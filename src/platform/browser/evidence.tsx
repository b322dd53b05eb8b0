import { type ReactNode, useState } from 'react';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { type Problem, problemOf } from './problems.ts';

export interface EvidenceLink {
  id: string;
  href: string;
  /** Leads out of the product. */
  outside?: boolean;
  label: string;
  /** Its kind in words. */
  kind: string;
}

interface ListProps {
  title: string;
  /** On the button that adds one. */
  add: string;
  none: string;
  /** Undefined while it loads. */
  links: readonly EvidenceLink[] | undefined;
  /** Why nothing can be added or removed. */
  reason: string | undefined;
  remove: {
    label: (name: string) => string;
    run: (id: string) => Promise<unknown>;
    done: (name: string) => string;
    /** When nobody answers. */
    failed: string;
  };
  /** What adds one. */
  dialog: (close: () => void) => ReactNode;
}

/** What something rests on, by name and kind; who may edit it adds and removes. */
export function EvidenceList({ title, add, none, links, reason, remove, dialog }: ListProps) {
  const [adding, setAdding] = useState(false);
  const button = (
    <Button small icon="plus" reason={reason} onClick={() => setAdding(true)}>
      {add}
    </Button>
  );
  return (
    <Section title={title} actions={button}>
      {!links && <Skeleton lines={2} />}
      {links?.length === 0 && <p className="k-muted">{none}</p>}
      <ul>
        {links?.map((link) => (
          <li key={link.id}>
            <a href={link.href} {...(link.outside ? { target: '_blank', rel: 'noreferrer' } : {})}>
              {link.label}
            </a>{' '}
            <span className="k-together">
              <span className="k-small k-muted">{link.kind}</span>{' '}
              <RemoveButton link={link} reason={reason} remove={remove} />
            </span>
          </li>
        ))}
      </ul>
      {adding && dialog(() => setAdding(false))}
    </Section>
  );
}

function RemoveButton({
  link,
  reason,
  remove,
}: Pick<ListProps, 'reason' | 'remove'> & { link: EvidenceLink }) {
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await remove.run(link.id);
      toast(remove.done(link.label));
    } catch (error) {
      toast(problemOf(error)?.text ?? remove.failed, { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button small bare kind="quiet" icon="close" busy={busy} reason={reason} onClick={() => void go()}>
      {remove.label(link.label)}
    </Button>
  );
}

interface DialogProps<K extends string> {
  title: string;
  submit: string;
  kindLabel: string;
  kinds: Record<K, () => string>;
  first: K;
  help: (kind: K) => string;
  search: (kind: K, q: string) => Promise<LookupOption[]>;
  /** Fields in place of the search, for a kind that is no record. */
  fields?: (kind: K) => ReactNode;
  /** Something stands in those fields. */
  typed?: boolean;
  /** Rejects with the server's refusal; nothing chosen is null, so that the server names the field. */
  save: (kind: K, target: LookupOption | null) => Promise<unknown>;
  failed: string;
  onClose: () => void;
}

/** Chooses one more thing that something rests on: its kind, then which one. */
export function EvidenceDialog<K extends string>(props: DialogProps<K>) {
  const { kinds, failed, onClose } = props;
  const [kind, setKind] = useState<K>(props.first);
  const [target, setTarget] = useState<LookupOption | null>(null);
  const [faults, setFaults] = useState<Problem['fields']>([]);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    try {
      await props.save(kind, target);
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? failed));
    }
  };
  return (
    <Dialog open onClose={onClose} title={props.title}>
      <Form
        onSubmit={submit}
        submit={props.submit}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={target !== null || props.typed === true}
      >
        <Select
          name="kind"
          label={props.kindLabel}
          options={(Object.keys(kinds) as K[]).map((value) => ({ value, label: kinds[value]() }))}
          value={kind}
          onChange={(next) => {
            setKind(next as K);
            setTarget(null);
          }}
        />
        {props.fields?.(kind) || (
          <LookupField
            key={kind}
            name="targetId"
            label={kinds[kind]()}
            help={props.help(kind)}
            value={target}
            onChange={setTarget}
            search={(q) => props.search(kind, q)}
          />
        )}
      </Form>
    </Dialog>
  );
}
