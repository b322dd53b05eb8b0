import { useId, useState } from 'react';
import { m } from '#texts';
import { Button } from '#ui-kit/button';

interface StepperProps {
  label: string;
  help?: string;
  /** Stands behind the figure, e.g. minutes. */
  unit: string;
  value: number;
  step: number;
  max: number;
  disabled: boolean;
  onChange: (value: number) => void;
}

/** A whole number by typing, arrow keys or buttons; what was typed between two steps goes to the nearest one. */
export function Stepper({ label, help, unit, value, step, max, disabled, onChange }: StepperProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const within = (wish: number) => Math.min(max, Math.max(0, Math.round(wish / step) * step));
  const type = (text: string) => {
    setTyped(text);
    const wish = Number(text);
    if (text !== '' && wish === within(wish)) onChange(wish);
  };
  const leave = () => {
    if (typed !== null && within(Number(typed)) !== value) onChange(within(Number(typed) || 0));
    setTyped(null);
  };
  return (
    <div className="a-stepper">
      <label htmlFor={id}>
        {label}
        {help && <small>{help}</small>}
      </label>
      <div>
        <Button
          small
          bare
          icon="minus"
          tabIndex={-1}
          reason={disabled ? m.activity_day_not_open() : undefined}
          onClick={() => onChange(within(value - step))}
        >
          {m.activity_less({ label })}
        </Button>
        <input
          id={id}
          className="k-input k-num"
          type="number"
          inputMode="numeric"
          min={0}
          max={max}
          step={step}
          disabled={disabled}
          value={typed ?? String(value)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
        />
        <Button
          small
          bare
          icon="plus"
          tabIndex={-1}
          reason={disabled ? m.activity_day_not_open() : undefined}
          onClick={() => onChange(within(value + step))}
        >
          {m.activity_more({ label })}
        </Button>
        <span aria-hidden="true">{unit}</span>
      </div>
    </div>
  );
}
