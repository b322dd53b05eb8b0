import { useRef } from 'react';
import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextArea } from '#ui-kit/fields';
import { toast } from '#ui-kit/toast';
import { merged, type Proposal } from '../domain/proposal.ts';
import { FindingFields, type FindingWords } from './finding-fields.tsx';
import { findingNumber, findings } from './words.ts';

interface DialogProps {
  /** The engagement the proposals come from. */
  week: string;
  chosen: readonly Proposal[];
  open: boolean;
  onClose: () => void;
  /** Saved: what was chosen is no longer proposed. */
  onDone: () => void;
}

/** Words one finding out of what was chosen. */
export function TakeDialog({ title, ...props }: DialogProps & { title: string }) {
  const { open, onClose, chosen } = props;
  return (
    <Dialog open={open} onClose={onClose} title={m.findings_proposals_take()} wide>
      {open && chosen.length > 0 && <TakeForm {...props} words={merged(chosen, title)} />}
    </Dialog>
  );
}

function TakeForm({ week, chosen, onClose, onDone, words }: DialogProps & { words: FindingWords }) {
  const town = useTown();
  const made = useRef<Awaited<ReturnType<typeof findings.proposals.take>>>(undefined);
  const take = useSave(findings.proposals.take, [
    ['finding-proposals', town],
    ['findings', town],
    ['overview', town],
  ]);
  const sources = chosen.map(({ source }) => source);
  return (
    <RecordForm<FindingWords>
      draftKey={`finding-proposal:${sources.join(' ').slice(0, 150)}`}
      initial={words}
      submit={m.findings_create()}
      onCancel={onClose}
      save={async (value, key) => {
        made.current = await take.mutateAsync({
          input: { town, engagementId: week, sources, ...value },
          key,
        });
      }}
      onSaved={() => {
        if (made.current) toast(m.findings_created({ number: findingNumber(made.current) }));
        onDone();
      }}
    >
      {(value, change) => <FindingFields value={value} change={change} withStatement />}
    </RecordForm>
  );
}

/** Asks why it is no finding. */
export const SetAsideDialog = (props: DialogProps) => (
  <Dialog open={props.open} onClose={props.onClose} title={m.findings_proposals_set_aside_title()}>
    <SetAsideForm {...props} />
  </Dialog>
);

function SetAsideForm({ week, chosen, onClose, onDone }: DialogProps) {
  const town = useTown();
  const setAside = useSave(findings.proposals.setAside, [['finding-proposals', town]]);
  const sources = chosen.map(({ source }) => source);
  return (
    <RecordForm<{ reason: string }>
      draftKey={`finding-proposal-aside:${week}`}
      initial={{ reason: '' }}
      submit={m.findings_proposals_set_aside()}
      onCancel={onClose}
      save={({ reason }, key) =>
        setAside.mutateAsync({ input: { town, engagementId: week, sources, reason }, key })
      }
      onSaved={() => {
        toast(m.findings_proposals_set_aside_done());
        onDone();
      }}
    >
      {(value, change) => (
        <TextArea
          name="reason"
          label={m.findings_proposals_reason()}
          help={m.findings_proposals_reason_help()}
          rows={3}
          maxLength={1000}
          value={value.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
    </RecordForm>
  );
}
