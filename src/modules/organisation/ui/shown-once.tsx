import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CopyButton } from '#ui-kit/copy-button';
import { DialogFoot } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';

interface ShownOnceProps {
  label: string;
  secret: string;
  title: string;
  text: string;
  onClose: () => void;
}

/** A secret the server tells only this once, ready to be copied. */
export function ShownOnce({ label, secret, title, text, onClose }: ShownOnceProps) {
  return (
    <div className="k-stack">
      <Notice tone="success" title={title} live>
        <p>{text}</p>
      </Notice>
      {secret.includes('\n') ? (
        <pre className="k-secret">{secret}</pre>
      ) : (
        <TextField name="secret" label={label} readOnly value={secret} onChange={() => undefined} />
      )}
      <DialogFoot>
        <CopyButton kind="primary" text={secret} />
        <Button onClick={onClose}>{m.organisation_done()}</Button>
      </DialogFoot>
    </div>
  );
}
