import { localDateOf } from '#kernel/dates';
import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { DateField, TextArea } from '#ui-kit/fields';
import { toast } from '#ui-kit/toast';
import { findings, type Round } from './words.ts';

interface DialogProps {
  /** The engagement whose findings are asked about. */
  week: string;
  /** The round to change; without one a new one begins. */
  round?: Round;
  open: boolean;
  onClose: () => void;
}
interface Value {
  dueOn: string;
  note: string;
}

/** Deadline and note of a round, new or running. */
export function RoundDialog(props: DialogProps) {
  const { round, open, onClose } = props;
  const title = round ? m.findings_round_change() : m.findings_round_start();
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <RoundForm {...props} title={title} />
    </Dialog>
  );
}

function RoundForm({ week, round, onClose, title }: DialogProps & { title: string }) {
  const town = useTown();
  const lists = [['review-rounds', town]];
  const create = useSave(findings.rounds.create, lists);
  const update = useSave(findings.rounds.update, lists);
  const stored = round && {
    version: round.version,
    read: async () => {
      const { version, dueOn, note } = await findings.rounds.get({ town, id: round.id });
      return { version, value: { dueOn, note } };
    },
  };
  return (
    <RecordForm<Value>
      draftKey={`review-round:${round?.id ?? `new ${week}`}`}
      initial={{ dueOn: round?.dueOn ?? '', note: round?.note ?? '' }}
      {...(stored ? { stored } : {})}
      submit={title}
      onCancel={onClose}
      save={(value, key, version) =>
        round
          ? update.mutateAsync({ input: { town, id: round.id, ...value }, version })
          : create.mutateAsync({ input: { town, engagementId: week, ...value }, key })
      }
      onSaved={() => {
        toast(round ? m.findings_round_changed() : m.findings_round_started());
        onClose();
      }}
    >
      {(value, change) => (
        <>
          <DateField
            name="dueOn"
            label={m.findings_round_due()}
            help={m.findings_round_due_help()}
            min={localDateOf(new Date())}
            value={value.dueOn}
            onChange={(dueOn) => change({ dueOn })}
          />
          <TextArea
            name="note"
            label={m.findings_round_note()}
            help={m.findings_round_note_help()}
            optional
            rows={3}
            maxLength={1000}
            value={value.note}
            onChange={(note) => change({ note })}
          />
        </>
      )}
    </RecordForm>
  );
}
