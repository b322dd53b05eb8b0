import type { ReactNode } from 'react';
import { useState } from 'react';
import { m } from '#texts';
import { DraftStatus, type DraftStorage, type StoredDraft, useDraft } from '#ui-kit/draft';
import { type Fault, Form } from '#ui-kit/form';
import type { deskContract } from '../desk/contract.ts';
import { useTown } from './address.ts';
import { api } from './connection.ts';
import { problemOf } from './problems.ts';
import { useSession } from './queries.ts';

const desk = api<typeof deskContract>('desk');

interface RecordFormProps<Value extends object> {
  /** Form and record, e.g. `finding:new` or `finding:<id>`; drafts are kept per person and town. */
  draftKey: string;
  initial: Value;
  submit: string;
  cancelHref?: string;
  onCancel?: () => void;
  /** Saves; rejects with the server's refusal. `key` makes a repeated POST harmless. */
  save: (value: Value, key: string) => Promise<unknown>;
  /** After the server has confirmed. */
  onSaved?: () => void;
  children: (value: Value, change: (part: Partial<Value>) => void) => ReactNode;
}

/** A form whose input survives reload, lost sessions and lost network, with all faults of the server at once. */
export function RecordForm<Value extends object>(props: RecordFormProps<Value>) {
  const town = useTown();
  const session = useSession();
  const [storage] = useState(() => serverDrafts(town));
  const draft = useDraft<Value>(
    `draft:${session?.user.id ?? ''}:${town}:${props.draftKey}`,
    props.initial,
    storage,
  );
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const submit = async () => {
    try {
      await props.save(draft.value, key);
      setFaults([]);
      setProblem(undefined);
      setKey(crypto.randomUUID());
      draft.clear();
      props.onSaved?.();
    } catch (error) {
      const refused = problemOf(error);
      setFaults((refused?.fields ?? []).map(({ path, text }) => ({ path, text })));
      setProblem(refused ? (refused.fields.length === 0 ? refused.text : undefined) : m.platform_offline());
      // Other content under the old key would be refused; the next try is a new request.
      if (refused) setKey(crypto.randomUUID());
    }
  };
  return (
    <Form
      onSubmit={submit}
      faults={faults}
      problem={problem}
      submit={props.submit}
      {...(props.cancelHref ? { cancelHref: props.cancelHref } : {})}
      {...(props.onCancel ? { onCancel: props.onCancel } : {})}
      status={<DraftStatus draft={draft} />}
    >
      {props.children(draft.value, draft.change)}
    </Form>
  );
}

/** Drafts on the server belong to their author; the browser's copy bridges a lost network. */
function serverDrafts(town: string): DraftStorage {
  return {
    load: async (key) => {
      const { body } = await desk.readDraft({ town, key });
      return body ? (JSON.parse(body) as StoredDraft<unknown>) : null;
    },
    save: async (key, draft) => void (await desk.saveDraft({ town, key, body: JSON.stringify(draft) })),
    remove: async (key) => void (await desk.dropDraft({ town, key })),
  };
}
