import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

interface FilePickerProps {
  label: string;
  /** Endings the dialog offers first, e.g. `.pdf,.png`. */
  accept?: string;
  /** Why no file can be added now. */
  reason?: string | undefined;
  onPick: (files: File[]) => void;
}

/** A native file input that looks like a button: keys, label and the dialog of the system come with it. */
export function FilePicker({ label, accept, reason, onPick }: FilePickerProps) {
  if (reason) {
    return (
      <Button small icon="lock" reason={reason}>
        {label}
      </Button>
    );
  }
  return (
    <label className="k-btn k-file-picker" data-small>
      <Icon name="plus" />
      <span>{label}</span>
      <input
        type="file"
        multiple
        accept={accept}
        onChange={(event) => {
          onPick([...(event.target.files ?? [])]);
          // The same file can be picked again after it was mended.
          event.target.value = '';
        }}
      />
    </label>
  );
}
