import { town } from '#platform/http/bind';
import { blocksContract as contract } from '../../contract-blocks.ts';
import { showDocumentOffers, takeBlocks } from './block-offers.ts';
import { listInsertable } from './insertable-blocks.ts';
import { changeBlock, copyBlock, createBlock, listBlocks, removeBlock, showBlock } from './keep-block.ts';
import { releaseTemplate, takeTemplate } from './shared-template.ts';

export const blocksRoutes = {
  list: town(contract.list, listBlocks),
  get: town(contract.get, showBlock),
  create: town(contract.create, createBlock),
  update: town(contract.update, changeBlock),
  copy: town(contract.copy, copyBlock),
  remove: town(contract.remove, removeBlock),
  insertable: town(contract.insertable, listInsertable),
  offers: town(contract.offers, showDocumentOffers),
  take: town(contract.take, takeBlocks),
  takeTemplate: town(contract.takeTemplate, takeTemplate),
  releaseTemplate: town(contract.releaseTemplate, releaseTemplate),
};
