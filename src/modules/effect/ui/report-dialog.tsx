import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import type { budgetContract } from '#modules/budget/contract';
import { contractSearch } from '#modules/budget/ui';
import { measureNumber } from '#modules/measures/ui';
import { api, problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { MoneyField, NumberField, Select, TextField } from '#ui-kit/fields';
import { type Fault, Form, FormRow } from '#ui-kit/form';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { toast } from '#ui-kit/toast';
import { monthsToReport } from '../domain/execution.ts';
import { type ExecutionSums, effect, lightStatus, type Measure, monthWord, type Report } from './words.ts';

const budget = api<typeof budgetContract>('budget');

interface Props {
  measure: Measure;
  reports: Report[];
  /** Since when it is carried out, and which months are waited for. */
  sums: Pick<ExecutionSums, 'beganOn' | 'missingSince'>;
  /** The one to change; else a month that has none yet. */
  report?: Report;
  onClose: () => void;
}

/** A month in a light, a sentence and four figures. */
export function ReportDialog({ measure, reports, sums, report, onClose }: Props) {
  const { months, first } = monthsToReport({
    today: localDateOf(new Date()),
    began: sums.beganOn,
    missingSince: sums.missingSince,
    reported: reports.map(({ month }) => month),
  });
  const [value, setValue] = useState({
    month: report?.month ?? first ?? '',
    // Nothing is chosen already: a light is a judgement, and a report in haste would be green.
    light: (report?.light ?? null) as Report['light'] | null,
    sentence: report?.sentence ?? '',
    blocker: report?.blocker ?? '',
    percent: (report?.percent ?? reports[0]?.percent ?? 0) as number | null,
    costCents: (report?.costCents ?? 0) as number | null,
    ownDays: (report?.ownDays ?? 0) as number | null,
    consultantHours: (report?.consultantHours ?? 0) as number | null,
    contract: contractOf(measure, report),
  });
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const { save, faults, problem } = useKeeping(measure, report, onClose);
  return (
    <Dialog open onClose={onClose} title={`${measureNumber(measure)}: ${m.effect_report()}`} wide>
      <Form
        onSubmit={() => save(reported(value))}
        submit={m.effect_report_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value.sentence !== (report?.sentence ?? '')}
      >
        <Select
          name="month"
          label={m.effect_month()}
          options={(report ? [report.month] : months).map((month) => ({
            value: month,
            label: monthWord(month),
          }))}
          value={value.month}
          onChange={(month) => change({ month })}
        />
        <RadioGroup
          name="light"
          label={m.effect_light()}
          options={(['green', 'yellow', 'red'] as const).map((light) => ({
            value: light,
            label: lightStatus(light).word,
          }))}
          value={value.light}
          onChange={(light) => change({ light: light as Report['light'] })}
        />
        <TextField
          name="sentence"
          label={m.effect_sentence()}
          maxLength={500}
          value={value.sentence}
          onChange={(sentence) => change({ sentence })}
        />
        <TextField
          name="blocker"
          label={m.effect_blocker()}
          optional
          maxLength={1000}
          value={value.blocker}
          onChange={(blocker) => change({ blocker })}
        />
        <FormRow>
          <NumberField
            name="percent"
            label={m.effect_percent()}
            unit="%"
            min={0}
            max={100}
            value={value.percent}
            onChange={(percent) => change({ percent })}
          />
          <MoneyField
            name="costCents"
            label={m.effect_month_cost()}
            value={value.costCents}
            onChange={(costCents) => change({ costCents })}
          />
        </FormRow>
        <FormRow>
          <NumberField
            name="ownDays"
            label={m.effect_month_days()}
            digits={2}
            min={0}
            value={value.ownDays}
            onChange={(ownDays) => change({ ownDays })}
          />
          <NumberField
            name="consultantHours"
            label={m.effect_month_hours()}
            digits={2}
            min={0}
            value={value.consultantHours}
            onChange={(consultantHours) => change({ consultantHours })}
          />
        </FormRow>
        {Number(value.consultantHours) > 0 && (
          <ConsultField value={value.contract} onChange={(contract) => change({ contract })} />
        )}
      </Form>
    </Dialog>
  );
}

/** Under which contract the hours of this month stand; a new month begins with that of the measure. */
function contractOf(measure: Measure, report: Report | undefined): LookupOption | null {
  const [id, label] = report?.contractId
    ? [report.contractId, report.contract]
    : [measure.consultContractId, measure.consultContract];
  return id ? { id, label: label ?? '' } : null;
}

/** Without hours a month has no contract of its own. */
const reported = <
  V extends { contract: LookupOption | null; consultantHours: number | null; light: unknown },
>({
  contract,
  light,
  ...value
}: V) => ({
  ...value,
  ...(light ? { light } : {}),
  ...(Number(value.consultantHours) > 0 ? { contractId: contract?.id ?? null } : {}),
});

interface ConsultProps {
  value: LookupOption | null;
  onChange: (value: LookupOption | null) => void;
}

function ConsultField({ value, onChange }: ConsultProps) {
  const town = useTown();
  return (
    <LookupField
      name="contractId"
      label={m.effect_consult_contract()}
      help={m.effect_consult_contract_help()}
      optional
      value={value}
      onChange={(next) => onChange(next && { id: next.id, label: next.label })}
      search={contractSearch(budget.contracts, town)}
    />
  );
}

function useKeeping(measure: Measure, report: Report | undefined, onClose: () => void) {
  const town = useTown();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const touches = [
    ['execution', town, measure.id],
    ['executions', town],
    ['consulting', town],
    ['overview', town],
  ];
  const create = useSave(effect.reports.create, touches);
  const update = useSave(effect.reports.update, touches);
  const save = async (value: object) => {
    try {
      if (report)
        await update.mutateAsync({
          input: { town, id: report.id, ...value } as never,
          version: report.version,
        });
      else await create.mutateAsync({ input: { town, measureId: measure.id, ...value } as never });
      toast(m.effect_report_saved());
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.effect_unreachable());
    }
  };
  return { save, faults, problem };
}
