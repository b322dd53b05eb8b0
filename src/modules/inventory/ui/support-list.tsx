import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { supportStatus } from './item-words.ts';
import type { Machine } from './machine-words.ts';

type End = Machine['support'][number];

const said = ({ own, endsOn, source, asOf, confirmed }: End): string => {
  if (own) return m.inventory_support_own({ on: date(endsOn), source: source || m.inventory_support_town() });
  const given = { on: date(endsOn), source, asOf: asOf ? date(asOf) : '' };
  return confirmed ? m.inventory_support_said(given) : m.inventory_support_unconfirmed(given);
};

/** When the support of what runs here ends, and who says so. */
export function SupportList({ ends }: { ends: readonly End[] }) {
  return (
    <Section title={m.inventory_end_of_support()}>
      <ul>
        {ends.map((end) => {
          const status = supportStatus(end.endsOn);
          return (
            <li key={end.product}>
              <strong>{end.product}:</strong> {said(end)} {status && <StatusBadge status={status} />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
