import { Field, type FieldProps, useField } from './form.tsx';

interface RangeFieldProps extends FieldProps {
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step: number;
  /** The value in words: "20 % weniger". */
  text: string;
}

/** A value to try out: slider with its meaning in words beside it. */
export function RangeField(props: RangeFieldProps) {
  const { value, onChange, min, max, step, text } = props;
  const { id, texts, aria } = useField(props);
  return (
    <Field {...props} id={id} texts={texts}>
      <div className="k-range">
        <input
          id={id}
          type="range"
          {...aria}
          aria-valuetext={text}
          min={min}
          max={max}
          step={step}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <output htmlFor={id} className="k-num">
          {text}
        </output>
      </div>
    </Field>
  );
}
