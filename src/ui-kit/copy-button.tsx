import { m } from '#texts';
import { Button } from './button.tsx';
import { toast } from './toast.tsx';

/** Copies a text and says whether that went. */
export function CopyButton({ text, kind }: { text: string; kind?: 'primary' }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(m.kit_copied());
    } catch {
      toast(m.kit_copy_failed(), { tone: 'danger' });
    }
  };
  return (
    <Button {...(kind ? { kind } : {})} icon="note" onClick={() => void copy()}>
      {m.kit_copy()}
    </Button>
  );
}
