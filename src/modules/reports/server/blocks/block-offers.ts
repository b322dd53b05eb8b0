import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { takeOffered } from '#platform/offers';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { blocksContract as contract } from '../../contract-blocks.ts';
import { documentBlock } from '../kinds.ts';
import {
  type BlockRow,
  loadBlocks,
  loadTemplate,
  lockBlocks,
  MOST_BLOCKS,
  type OfferedBlock,
  readOfferedBlocks,
  readOfferedTemplates,
} from './store.ts';

type Offers = RouteOutput<typeof contract.offers>['offers'];
type State = Offers[number]['blocks'][number]['state'];
type Taken = RouteOutput<typeof contract.take>;

/** What towns of the same consultant have released, beside what this town has of it. */
export async function showDocumentOffers(tx: TownTx): Promise<RouteOutput<typeof contract.offers>> {
  const [blocks, templates] = [await readOfferedBlocks(tx), await readOfferedTemplates(tx)];
  const [here, own] = [takenOf(await loadBlocks(tx)), await loadTemplate(tx)];
  const towns = new Map([...blocks, ...templates].map(({ town_id, name }) => [town_id, name]));
  return {
    offers: [...towns]
      .map(([townId, name]) => {
        const template = templates.find(({ town_id }) => town_id === townId);
        const mine = own?.origin_town === townId ? own : undefined;
        return {
          townId,
          name,
          blocks: blocks
            .filter(({ town_id }) => town_id === townId)
            .map((offer) => ({
              key: offer.key,
              title: offer.title,
              changedOn: offer.changed_on,
              state: stateOf(here(offer), offer),
            })),
          template: template
            ? {
                file: template.file,
                changedOn: template.changed_on,
                state: !mine
                  ? ('new' as const)
                  : mine.origin_sha256 === template.sha256
                    ? ('same' as const)
                    : ('changed' as const),
              }
            : null,
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'de')),
  };
}

/** The row that was taken from an offer and not changed here. */
const takenOf = (rows: readonly BlockRow[]) => (offer: OfferedBlock) =>
  rows.find((row) => !row.adapted && row.origin_town === offer.town_id && row.origin_key === offer.key);

const CONTENT = ['title', 'text', 'kinds', 'class'] as const;
const stateOf = (mine: BlockRow | undefined, offer: OfferedBlock): State =>
  !mine ? 'new' : CONTENT.some((part) => mine[part] !== offer[part]) ? 'changed' : 'same';

/**
 * Copies text blocks of a consultancy into the town; a newer state replaces the one before, copies the town has changed stay as they
 * are. What was taken is the town's: it stays when the consultant leaves. Refuses `document_offer_gone` when one is not offered (any more).
 */
export async function takeBlocks(tx: TownTx, input: RouteInput<typeof contract.take>): Promise<Taken> {
  await lockBlocks(tx);
  const offered = new Map(
    (await readOfferedBlocks(tx)).filter((row) => row.town_id === input.townId).map((row) => [row.key, row]),
  );
  const rows = await loadBlocks(tx);
  return takeOffered(input.keys, offered, {
    gone: 'document_offer_gone',
    room: MOST_BLOCKS - rows.length,
    full: () => refuse('state', 'document_blocks_full', [], { most: MOST_BLOCKS }),
    here: takenOf(rows),
    same: (mine, offer) => stateOf(mine, offer) === 'same',
    replace: async (mine, offer) => {
      await updateRecord(tx, documentBlock, mine.id, contentOf(offer), { event: 'replaced', version: null });
    },
    add: async (offer) => {
      const id = tx.newId();
      await insertRecord(tx, documentBlock, { id, key: `taken-${id}`, ...contentOf(offer) }, 'taken');
    },
  });
}

const contentOf = ({ title, text, kinds, class: as, ...offer }: OfferedBlock) => ({
  ...{ title, text, kinds, class: as },
  origin_town: offer.town_id,
  origin_name: offer.name,
  origin_on: offer.changed_on,
  origin_key: offer.key,
  origin_version: offer.version,
});
