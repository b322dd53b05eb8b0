import { newKey, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { blocks, type Offer, touchedBlocks } from './block-words.ts';

const STATES: Record<Offer['blocks'][number]['state'], () => string> = {
  new: m.reports_offer_new,
  changed: m.reports_offer_changed,
  same: m.reports_offer_same,
};

/** What towns release where the reader is a consultant too: text blocks, and a Word template. */
export function BlockOffers() {
  const town = useTown();
  const { data, error } = useRecord(['document-offers', town], () => blocks.offers({ town }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />;
  if (!data) return <Skeleton lines={3} />;
  if (data.offers.length === 0)
    return (
      <Section title={m.reports_offers()}>
        <p className="k-muted">{m.reports_offers_none()}</p>
      </Section>
    );
  return data.offers.map((offer) => <Offered key={offer.townId} offer={offer} />);
}

const failed = (error: unknown) =>
  toast(problemOf(error)?.text ?? m.reports_unreachable(), { tone: 'danger' });

function Offered({ offer }: { offer: Offer }) {
  const town = useTown();
  const take = useSave(blocks.take, touchedBlocks(town));
  const open = offer.blocks.filter(({ state }) => state !== 'same');
  const title = m.reports_offers_of({ name: offer.name });
  const submit = (keys: string[]) =>
    take
      .mutateAsync({ input: { town, townId: offer.townId, keys }, key: newKey() })
      .then(({ added, replaced }) => toast(m.reports_offer_taken({ added, replaced })), failed);
  return (
    <Section
      title={title}
      actions={
        <Button
          small
          icon="download"
          busy={take.isPending}
          reason={open.length === 0 ? m.reports_offer_nothing() : undefined}
          onClick={() => void submit(open.map(({ key }) => key))}
        >
          {m.reports_offer_take_all({ count: open.length })}
        </Button>
      }
    >
      <Stack>
        <p className="k-help">{m.reports_offers_help()}</p>
        {offer.blocks.length > 0 && (
          <PlainTable
            label={title}
            rows={offer.blocks.map((one) => ({ id: one.key, ...one }))}
            columns={[
              { title: m.reports_block_title(), cell: (row) => row.title },
              { title: m.reports_offer_on(), cell: (row) => date(row.changedOn) },
              { title: m.reports_offer_state(), cell: (row) => STATES[row.state]() },
            ]}
            action={(row) =>
              row.state === 'same' ? null : (
                <Button
                  small
                  busy={take.isPending}
                  aria-label={m.reports_offer_take_named({ title: row.title })}
                  onClick={() => void submit([row.key])}
                >
                  {m.reports_offer_take()}
                </Button>
              )
            }
          />
        )}
        {offer.template && <OfferedTemplate offer={offer} template={offer.template} />}
      </Stack>
    </Section>
  );
}

interface TemplateProps {
  offer: Offer;
  template: NonNullable<Offer['template']>;
}

function OfferedTemplate({ offer, template }: TemplateProps) {
  const town = useTown();
  const take = useSave(blocks.takeTemplate, touchedBlocks(town));
  const submit = async () => {
    const yes = await confirm({
      title: m.reports_offer_template_title({ name: offer.name }),
      text: <p>{m.reports_offer_template_text()}</p>,
      action: m.reports_offer_take(),
    });
    if (!yes) return;
    await take
      .mutateAsync({ input: { town, townId: offer.townId }, key: newKey() })
      .then(() => toast(m.reports_file_kept({ name: template.file })), failed);
  };
  return (
    <div className="k-actions">
      <span>
        {m.reports_offer_template({
          file: template.file,
          date: date(template.changedOn),
          state: STATES[template.state](),
        })}
      </span>
      <Button
        small
        busy={take.isPending}
        reason={template.state === 'same' ? m.reports_offer_template_same() : undefined}
        onClick={() => void submit()}
      >
        {m.reports_offer_template_take()}
      </Button>
    </div>
  );
}
