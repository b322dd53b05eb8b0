import { useState } from 'react';
import { newKey, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { MoneyField, Select } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { roadmap } from './words.ts';

type Frame = Awaited<ReturnType<typeof roadmap.frames.get>>;

interface Props {
  years: number[];
  onClose: () => void;
}

/** What may be spent on measures in a year. */
export function FrameDialog({ years, onClose }: Props) {
  const town = useTown();
  const [year, setYear] = useState(years[0] ?? 0);
  const { data, error } = useRecord(['year-frames', town], () => roadmap.frames.list({ town, limit: 200 }));
  const frame = data?.rows.find((row) => row.year === year);
  return (
    <Dialog open onClose={onClose} title={m.roadmap_frame_title()}>
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && (
        <>
          <Select
            name="year"
            label={m.roadmap_year()}
            options={years.map((one) => ({ value: String(one), label: String(one) }))}
            value={String(year)}
            onChange={(next) => setYear(Number(next))}
          />
          <FrameForm key={`${year} ${frame?.version}`} year={year} frame={frame} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

interface FormProps {
  year: number;
  frame: Frame | undefined;
  onClose: () => void;
}

function FrameForm({ year, frame, onClose }: FormProps) {
  const [result, setResult] = useState<number | null>(frame?.resultCents ?? 0);
  const [investment, setInvestment] = useState<number | null>(frame?.investmentCents ?? 0);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = useFrameSave(year, frame);
  const submit = async () => {
    try {
      await save(result, investment);
      toast(m.roadmap_frame_saved({ year: String(year) }));
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.roadmap_unreachable());
    }
  };
  return (
    <Form
      onSubmit={submit}
      submit={m.roadmap_frame_save({ year: String(year) })}
      onCancel={onClose}
      faults={faults}
      problem={problem}
    >
      <MoneyField
        name="resultCents"
        label={m.roadmap_result()}
        help={m.roadmap_result_help()}
        value={result}
        onChange={setResult}
      />
      <MoneyField
        name="investmentCents"
        label={m.roadmap_investment()}
        help={m.roadmap_investment_help()}
        value={investment}
        onChange={setInvestment}
      />
    </Form>
  );
}

/** Sets the frame of a year, or changes the one that stands. */
function useFrameSave(year: number, frame: Frame | undefined) {
  const town = useTown();
  const touches = [
    ['roadmap', town],
    ['year-frames', town],
    ['overview', town],
  ];
  const create = useSave(roadmap.frames.create, touches);
  const update = useSave(roadmap.frames.update, touches);
  const [key] = useState(newKey);
  return (result: number | null, investment: number | null) => {
    // An unreadable amount travels as null, so that the server names the field.
    const values = { year, resultCents: result as number, investmentCents: investment as number };
    return frame
      ? update.mutateAsync({ input: { town, id: frame.id, ...values }, version: frame.version })
      : create.mutateAsync({ input: { town, ...values }, key });
  };
}
