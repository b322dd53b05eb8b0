import {
  NoOffers,
  newKey,
  OFFER_STATES,
  OfferSection,
  problemOf,
  useRecord,
  useSave,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { blocks, type Offer, touchedBlocks } from './block-words.ts';

/** What towns release where the reader is a consultant too: text blocks, and a Word template. */
export function BlockOffers() {
  const town = useTown();
  const { data, error } = useRecord(['document-offers', town], () => blocks.offers({ town }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />;
  if (!data) return <Skeleton lines={3} />;
  if (data.offers.length === 0) return <NoOffers />;
  return data.offers.map((offer) => <Offered key={offer.townId} offer={offer} />);
}

const failed = (error: unknown) =>
  toast(problemOf(error)?.text ?? m.reports_unreachable(), { tone: 'danger' });

function Offered({ offer }: { offer: Offer }) {
  const town = useTown();
  const take = useSave(blocks.take, touchedBlocks(town));
  const submit = (keys: string[]) =>
    take
      .mutateAsync({ input: { town, townId: offer.townId, keys }, key: newKey() })
      .then(({ added, replaced }) => toast(m.platform_offer_taken({ added, replaced })), failed);
  return (
    <OfferSection
      name={offer.name}
      what={m.reports_block_title()}
      rows={offer.blocks}
      busy={take.isPending}
      take={(keys) => void submit(keys)}
      help={m.reports_offers_help()}
    >
      {offer.template && <OfferedTemplate offer={offer} template={offer.template} />}
    </OfferSection>
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
      action: m.platform_offer_take(),
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
          state: OFFER_STATES[template.state](),
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
