import { NumberField } from '#ui-kit/fields';

interface YearFieldProps {
  label: string;
  value: number | null;
  onChange: (year: number | null) => void;
}

/** A year stands without thousands separator and within the range of the server. */
export function YearField(props: YearFieldProps) {
  return <NumberField name="year" min={1990} max={2100} width="8rem" {...props} />;
}
