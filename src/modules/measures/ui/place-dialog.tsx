import { useState } from 'react';
import { localDateOf, quarterOf, quarterRange, quarter as quarterText } from '#kernel/dates';
import { api, type CallContext, problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { NumberField, Select } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { quarter } from '#ui-kit/format';
import { toast } from '#ui-kit/toast';
import { measureNumber } from './measure-number.ts';
import { touched } from './words.ts';

interface Place {
  town: string;
  id: string;
  starts: string | null;
  quarters: number;
}
/** What is asked of the roadmap: it stands above this module, so no contract of it is imported here. */
interface Roadmap {
  place: (input: Place, sent: { context: CallContext }) => Promise<unknown>;
}
const roadmap: Roadmap = api<never>('roadmap');

export interface PlaceDialogProps {
  measure: {
    id: string;
    version: number;
    number: number;
    title: string;
    starts: string | null;
    quarters: number;
  };
  onClose: () => void;
}

const YEARS_AHEAD = 6;

/** Whole years from this one, or from the year the measure already stands in. */
function quartersToChoose(starts: string | null): string[] {
  const now = quarterOf(localDateOf(new Date()));
  const first = starts && starts < now ? starts : now;
  return [...quarterRange(quarterText(`${first.slice(0, 4)}-Q1`), YEARS_AHEAD * 4)];
}

/** Gives a measure its quarters on the roadmap, or takes it off. */
export function PlaceDialog({ measure, onClose }: PlaceDialogProps) {
  const town = useTown();
  const [starts, setStarts] = useState(measure.starts ?? '');
  const [quarters, setQuarters] = useState<number | null>(measure.quarters);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = useSave(roadmap.place, touched(town, measure.id));
  const number = measureNumber(measure);
  const place = async (at: string | null) => {
    // An unreadable number travels as null, so that the server names the field.
    const input = { town, id: measure.id, starts: at, quarters: quarters as number };
    try {
      await save.mutateAsync({ input, version: measure.version });
      toast(
        at ? m.measures_placed({ number, quarter: quarter(at) }) : m.measures_taken_off_roadmap({ number }),
      );
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  return (
    <Dialog open onClose={onClose} title={m.measures_place_title({ name: `${number} ${measure.title}` })}>
      <Form
        onSubmit={() => (starts ? place(starts) : setProblem(m.measures_place_choose()))}
        submit={m.measures_place_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        status={
          measure.starts && (
            <Button kind="danger" busy={save.isPending} onClick={() => void place(null)}>
              {m.measures_take_off_roadmap()}
            </Button>
          )
        }
      >
        <Select
          name="starts"
          label={m.measures_starts()}
          none={m.measures_place_none()}
          options={quartersToChoose(measure.starts).map((key) => ({
            value: key,
            label: quarter(key),
            group: key.slice(0, 4),
          }))}
          value={starts}
          onChange={setStarts}
        />
        <NumberField
          name="quarters"
          label={m.measures_quarters()}
          unit={m.measures_quarters_unit()}
          min={1}
          max={40}
          value={quarters}
          onChange={setQuarters}
        />
      </Form>
    </Dialog>
  );
}
