import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Fn } from '#kernel/functions';
import { m } from '#texts';
import { type Clash, Clashes } from '#ui-kit/clash';
import { DraftStatus, type DraftStorage, type StoredDraft, useDraft } from '#ui-kit/draft';
import { type Fault, Form } from '#ui-kit/form';
import type { deskContract } from '../desk/contract.ts';
import { useTown } from './address.ts';
import { api } from './connection.ts';
import { useHolds } from './data-page.tsx';
import { type OpenForm, openForms } from './live-place.tsx';
import { type Ground, useMeeting } from './meeting.ts';
import { newKey } from './new-key.ts';
import { problemOf, statusOf } from './problems.ts';
import { useSession } from './queries.ts';

const desk = api<typeof deskContract>('desk');

interface RecordFormProps<Value extends object> {
  /** Form and record, e.g. `finding:new` or `finding:<id>`; drafts are kept per person and town. */
  draftKey: string;
  initial: Value;
  /** Who may save: everybody else reads so at the button before typing, not after. */
  may?: readonly Fn[];
  submit: string;
  cancelHref?: string;
  onCancel?: () => void;
  /** For the change of a stored record: the version `initial` was read at, and how to read it anew. */
  stored?: { version: number; read: () => Promise<Ground<Value>> };
  /**
   * Saves; rejects with the server's refusal. `key` makes a repeated POST harmless; `version` is the one the value
   * rests on, 0 for a new record.
   */
  save: (value: Value, key: string, version: number) => Promise<unknown>;
  /** After the server has confirmed. */
  onSaved?: () => void;
  children: (value: Value, change: (part: Partial<Value>) => void) => ReactNode;
}

/** A form whose input survives reload, lost sessions and lost network, with all faults of the server at once. */
export function RecordForm<Value extends object>(props: RecordFormProps<Value>) {
  const town = useTown();
  const session = useSession();
  const allowed = useHolds(props.may ?? []) || !props.may || !session;
  const [storage] = useState(() => serverDrafts(town));
  // What was read when typing began: a later version of somebody else is met, not overwritten.
  const [ground, setGround] = useState<Ground<Value>>({
    version: props.stored?.version ?? 0,
    value: props.initial,
  });
  const { stored } = props;
  const draft = useDraft<Value>(
    `draft:${session?.user.id ?? ''}:${town}:${props.draftKey}`,
    stored ? ground.value : props.initial,
    storage,
  );
  const meeting = useMeeting(draft, stored && ground, setGround);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const [ended, setEnded] = useState(false);
  const [key, setKey] = useState(newKey);
  const saving = useRef(false);
  useOpenForm(
    stored && {
      typed: () => draft.state !== 'empty',
      outdated: async () =>
        !saving.current && (await stored.read()).version > ground.version && !saving.current,
      meet: async () => {
        const now = await stored.read();
        if (draft.state === 'empty') setGround(now);
        else meeting.meet(now);
      },
    },
  );
  const submit = async () => {
    saving.current = true;
    try {
      await props.save(draft.value, key, ground.version);
      meeting.end();
      setFaults([]);
      setProblem(undefined);
      setKey(newKey());
      draft.clear();
      props.onSaved?.();
    } catch (error) {
      saving.current = false;
      const refused = problemOf(error);
      // Other content under the old key would be refused; the next try is a new request. Where the answer was lost, in
      // the network or behind the server, it may be the same one once more.
      const lost = !refused || statusOf(error) === 503;
      setKey((before) => (lost ? before : newKey()));
      if (stored && refused?.code === 'version_conflict') {
        const now = await stored.read().catch(() => null);
        setFaults([]);
        setProblem(now ? undefined : m.platform_offline());
        if (now) meeting.meet(now);
        return;
      }
      setFaults((refused?.fields ?? []).map(({ path, text }) => ({ path, text })));
      setEnded(refused?.code === 'sign_in_first');
      if (refused?.code === 'sign_in_first') return setProblem(m.platform_session_ended());
      setProblem(refused ? (refused.fields.length === 0 ? refused.text : undefined) : m.platform_offline());
    }
  };
  return (
    <Form
      onSubmit={submit}
      faults={faults}
      problem={problem ?? said(meeting.clashes)}
      places={meeting.places}
      remedy={ended ? { href: signInHref(), label: m.platform_sign_in_again() } : undefined}
      submit={props.submit}
      reason={allowed ? undefined : m.refusal_not_your_function()}
      {...(props.cancelHref ? { cancelHref: props.cancelHref } : {})}
      {...(props.onCancel ? { onCancel: props.onCancel } : {})}
      status={<DraftStatus draft={draft} />}
    >
      <Clashes value={{ clashes: meeting.clashes ?? [], choose: meeting.choose, tell: meeting.tell }}>
        {props.children(draft.value, meeting.change)}
      </Clashes>
    </Form>
  );
}

/** Announces the form to the live updates as long as it is open. */
function useOpenForm(form: OpenForm | undefined): void {
  const latest = useRef(form);
  latest.current = form;
  const known = form !== undefined;
  useEffect(() => {
    if (!known) return;
    const here: OpenForm = {
      typed: () => latest.current?.typed() ?? false,
      outdated: async () => (await latest.current?.outdated()) ?? false,
      meet: async () => latest.current?.meet(),
    };
    openForms.add(here);
    return () => void openForms.delete(here);
  }, [known]);
}

const signInHref = () => `/anmelden?weiter=${encodeURIComponent(location.pathname + location.search)}`;

const said = (clashes: readonly Clash[] | null): string | undefined => {
  if (!clashes) return undefined;
  return clashes.length > 0 ? m.platform_met() : m.platform_met_elsewhere();
};

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
