import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { NumberField, Select, TextArea } from '#ui-kit/fields';
import { WORK_KINDS, type WorkKind } from '../domain/activities.ts';
import { functionTitle, useRoles } from './roles.ts';
import { activity, type EstimateRecord, inPercent, KIND_HELP, KINDS, SURENESSES } from './words.ts';

/** Names of the shares as the interface has them. */
const FIELDS = {
  strategic: 'strategic',
  project: 'project',
  service: 'service',
  operation: 'operation',
  fire_fighting: 'fireFighting',
  administration: 'administration',
} as const satisfies Record<WorkKind, keyof EstimateRecord>;

type Share = (typeof FIELDS)[WorkKind];
interface Value extends Record<Share, number | null> {
  role: string;
  certainty: 'estimated' | 'unknown';
  hoursPerWeek: number | null;
  interruptionsPerDay: number | null;
  sureness: EstimateRecord['sureness'];
  basis: string;
}

const startOf = (record: EstimateRecord | null, role: string): Value => ({
  role: record?.role ?? role,
  certainty: record?.certainty ?? 'estimated',
  hoursPerWeek: record?.minutesPerWeek ? record.minutesPerWeek / 60 : null,
  strategic: record?.strategic ?? null,
  project: record?.project ?? null,
  service: record?.service ?? null,
  operation: record?.operation ?? null,
  fireFighting: record?.fireFighting ?? null,
  administration: record?.administration ?? null,
  interruptionsPerDay: record?.interruptionsPerDay ?? null,
  sureness: record?.sureness ?? 'rough',
  basis: record?.basis ?? '',
});

/** What goes to the server: where nothing is known, no figure is sent. */
function sent(value: Value) {
  const known = value.certainty === 'estimated';
  const shares = Object.fromEntries(
    Object.values(FIELDS).map((field) => [field, known ? (value[field] ?? 0) : 0]),
  ) as Record<Share, number>;
  return {
    role: value.role,
    certainty: value.certainty,
    ...shares,
    minutesPerWeek: known && value.hoursPerWeek !== null ? Math.round(value.hoursPerWeek * 60) : null,
    interruptionsPerDay: known ? value.interruptionsPerDay : null,
    sureness: value.sureness,
    basis: value.basis,
  };
}

interface EstimateDialogProps {
  record: EstimateRecord | null;
  role: string;
  onClose: () => void;
}

/** The guided estimate of one function: a few questions, or that nobody knows. */
export function EstimateDialog({ record, role, onClose }: EstimateDialogProps) {
  const town = useTown();
  const touches = [
    ['activity-estimates', town],
    ['activities', town],
  ];
  const create = useSave(activity.estimates.create, touches);
  const update = useSave(activity.estimates.update, touches);
  return (
    <Dialog open onClose={onClose} title={m.activity_estimate_title()} wide>
      <RecordForm<Value>
        draftKey={`activity-estimate:${record?.id ?? `new:${role}`}`}
        initial={startOf(record, role)}
        submit={m.activity_save()}
        onCancel={onClose}
        save={async (value, key) => {
          const input = { town, ...sent(value) };
          if (record)
            await update.mutateAsync({ input: { ...input, id: record.id }, version: record.version });
          else await create.mutateAsync({ input, key });
        }}
        onSaved={onClose}
      >
        {(value, change) => (
          <Questions value={value} change={change} fixed={record !== null || role !== ''} />
        )}
      </RecordForm>
    </Dialog>
  );
}

function Questions(props: { value: Value; change: (part: Partial<Value>) => void; fixed: boolean }) {
  const { value, change, fixed } = props;
  const roles = useRoles();
  return (
    <>
      <Select
        name="role"
        label={m.activity_ask_function()}
        none={m.activity_choose()}
        options={(fixed ? [{ key: value.role }] : (roles ?? [])).map(({ key }) => ({
          value: key,
          label: functionTitle(roles, key),
        }))}
        value={value.role}
        onChange={(role) => change({ role })}
      />
      <RadioGroup
        name="certainty"
        label={m.activity_ask_known()}
        options={[
          { value: 'estimated', label: m.activity_can_estimate() },
          { value: 'unknown', label: m.activity_do_not_know() },
        ]}
        value={value.certainty}
        onChange={(certainty) => change({ certainty: certainty as Value['certainty'] })}
      />
      {value.certainty === 'estimated' && <Figures value={value} change={change} />}
      <TextArea
        name="basis"
        label={m.activity_ask_basis()}
        help={m.activity_ask_basis_help()}
        optional
        rows={2}
        maxLength={2000}
        value={value.basis}
        onChange={(basis) => change({ basis })}
      />
    </>
  );
}

function Figures({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const sum = Object.values(FIELDS).reduce((n, field) => n + (value[field] ?? 0), 0);
  return (
    <>
      <NumberField
        name="minutesPerWeek"
        label={m.activity_ask_hours()}
        help={m.activity_ask_hours_help()}
        unit={m.activity_unit_hours()}
        digits={2}
        min={0.25}
        max={1000}
        value={value.hoursPerWeek}
        onChange={(hoursPerWeek) => change({ hoursPerWeek })}
      />
      {WORK_KINDS.map((kind) => (
        <NumberField
          key={kind}
          name={FIELDS[kind]}
          label={m.activity_ask_share({ kind: KINDS[kind]() })}
          help={KIND_HELP[kind]()}
          optional
          unit="%"
          width="8rem"
          min={0}
          max={100}
          value={value[FIELDS[kind]]}
          onChange={(share) => change({ [FIELDS[kind]]: share } as Partial<Value>)}
        />
      ))}
      <p role="status">
        <strong>
          {sum === 100
            ? m.activity_sum_whole()
            : sum < 100
              ? m.activity_sum_missing({ sum: inPercent(sum), left: inPercent(100 - sum) })
              : m.activity_sum_over({ sum: inPercent(sum), over: inPercent(sum - 100) })}
        </strong>
      </p>
      <NumberField
        name="interruptionsPerDay"
        label={m.activity_ask_interruptions()}
        help={m.activity_interruptions_help()}
        optional
        width="8rem"
        min={0}
        max={200}
        value={value.interruptionsPerDay}
        onChange={(interruptionsPerDay) => change({ interruptionsPerDay })}
      />
      <Select
        name="sureness"
        label={m.activity_ask_sureness()}
        options={(['sure', 'rough', 'guessed'] as const).map((one) => ({
          value: one,
          label: SURENESSES[one](),
        }))}
        value={value.sureness}
        onChange={(sureness) => change({ sureness: sureness as Value['sureness'] })}
      />
    </>
  );
}
