import type { ReactNode } from 'react';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';

export type OfferState = 'new' | 'changed' | 'same';
export const OFFER_STATES: Record<OfferState, () => string> = {
  new: m.platform_offer_new,
  changed: m.platform_offer_changed,
  same: m.platform_offer_same,
};

export interface OfferRow {
  key: string;
  title: string;
  changedOn: string;
  state: OfferState;
  /** What has changed, behind the state. */
  more?: string;
}

interface OffersProps {
  /** Town of the consultancy. */
  name: string;
  /** What the first column names. */
  what: string;
  rows: readonly OfferRow[];
  busy: boolean;
  take: (keys: string[]) => void;
  help?: string;
  children?: ReactNode;
}

/** What a consultancy releases, each entry with what the town has of it, to be taken one by one or together. */
export function OfferSection({ name, what, rows, busy, take, help, children }: OffersProps) {
  const open = rows.filter(({ state }) => state !== 'same');
  const title = m.platform_offers_of({ name });
  return (
    <Section
      title={title}
      actions={
        <Button
          small
          icon="download"
          busy={busy}
          reason={open.length === 0 ? m.platform_offer_nothing() : undefined}
          onClick={() => take(open.map(({ key }) => key))}
        >
          {m.platform_offer_take_all({ count: open.length })}
        </Button>
      }
    >
      <Stack>
        <p className="k-help">{[m.platform_offers_help(), help].filter(Boolean).join(' ')}</p>
        {rows.length > 0 && (
          <PlainTable
            label={title}
            rows={rows.map((row) => ({ id: row.key, ...row }))}
            columns={[
              { title: what, cell: (row) => row.title },
              { title: m.platform_offer_on(), cell: (row) => date(row.changedOn) },
              {
                title: m.platform_offer_state(),
                cell: (row) => [OFFER_STATES[row.state](), row.more].filter(Boolean).join(': '),
              },
            ]}
            action={(row) =>
              row.state === 'same' ? null : (
                <Button
                  small
                  busy={busy}
                  aria-label={m.platform_offer_take_named({ title: row.title })}
                  onClick={() => take([row.key])}
                >
                  {m.platform_offer_take()}
                </Button>
              )
            }
          />
        )}
        {children}
      </Stack>
    </Section>
  );
}

export const NoOffers = () => (
  <Section title={m.platform_offers()}>
    <p className="k-muted">{m.platform_offers_none()}</p>
  </Section>
);
