import { StatusBadge } from '#ui-kit/badge';
import { DateText } from '#ui-kit/format';
import { supportStatus } from './item-words.ts';

/** End of support, marked when it has passed or comes near. */
export function SupportEnd({ on }: { on: string | null }) {
  const status = supportStatus(on);
  return (
    on && (
      <>
        <DateText iso={on} /> {status && <StatusBadge status={status} />}
      </>
    )
  );
}
