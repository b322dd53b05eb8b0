import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { NumberField, TextField } from '#ui-kit/fields';
import { type Pin, share } from '../../domain/sketch.ts';

/** Each pin as fields: what it is and where, in percent of the plan. Everything the finger does, keys do here. */
export function PinFields({ pins, onChange }: { pins: Pin[]; onChange: (pins: Pin[]) => void }) {
  const change = (n: number, part: Partial<Pin>) =>
    onChange(pins.map((pin, at) => (at === n ? { ...pin, ...part } : pin)));
  return (
    <ol className="w-pins">
      {pins.map((pin, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pin is known by its number
        <li key={n}>
          <TextField
            name={`pin-${n}`}
            label={m.assessment_walk_pin({ number: n + 1 })}
            optional
            maxLength={100}
            value={pin.label}
            onChange={(label) => change(n, { label })}
          />
          <Place
            name={`pin-${n}-x`}
            label={m.assessment_walk_pin_x()}
            value={pin.x}
            onChange={(x) => change(n, { x })}
          />
          <Place
            name={`pin-${n}-y`}
            label={m.assessment_walk_pin_y()}
            value={pin.y}
            onChange={(y) => change(n, { y })}
          />
          <Button icon="trash" onClick={() => onChange(pins.filter((_, at) => at !== n))}>
            {m.assessment_walk_pin_remove({ number: n + 1 })}
          </Button>
        </li>
      ))}
    </ol>
  );
}

interface PlaceProps {
  name: string;
  label: string;
  /** 0 to 1 */
  value: number;
  onChange: (value: number) => void;
}

const Place = ({ name, label, value, onChange }: PlaceProps) => (
  <NumberField
    name={name}
    label={label}
    unit="%"
    digits={2}
    min={0}
    max={100}
    width="8rem"
    value={Math.round(value * 10_000) / 100}
    onChange={(percent) => percent !== null && onChange(share(percent / 100))}
  />
);
