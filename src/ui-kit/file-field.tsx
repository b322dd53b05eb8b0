import { Field, type FieldProps, useField } from './form.tsx';

interface FileFieldProps extends FieldProps {
  /** Endings and types the dialog of the browser offers; the server looks at the content. */
  accept: string;
  onChange: (file: File | null) => void;
}

/** One file, by the browser's own control: button, dropping and keyboard work as everywhere. */
export function FileField(props: FileFieldProps) {
  const { id, texts, aria } = useField(props);
  return (
    <Field {...props} id={id} texts={texts}>
      <input
        id={id}
        className="k-input k-file"
        type="file"
        {...aria}
        required={!props.optional}
        accept={props.accept}
        onChange={(event) => props.onChange(event.target.files?.[0] ?? null)}
      />
    </Field>
  );
}
