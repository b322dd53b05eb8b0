import { town } from '#platform/http/bind';
import { catalogueContract as contract } from '../contract.ts';
import { addDraftRow } from './add-draft-row.ts';
import { answerControl } from './answer-control.ts';
import { beginDraft } from './begin-draft.ts';
import { beginNextDraft } from './begin-next-draft.ts';
import { changeDraft } from './change-draft.ts';
import { changeDraftRow } from './change-draft-row.ts';
import { checkDraft } from './check-draft.ts';
import { compareVersions } from './compare-versions.ts';
import { correctionHandlers } from './corrections.ts';
import { discardDraft } from './discard-draft.ts';
import { finishDraft } from './finish-draft.ts';
import {
  changeOwnMeasure,
  createOwnMeasure,
  listOwnMeasures,
  removeOwnMeasure,
  showOwnMeasure,
} from './keep-own-measure.ts';
import { listCatalogues } from './list-catalogues.ts';
import { listControls } from './list-controls.ts';
import { listLibrary } from './list-library.ts';
import { listServedRequirements } from './list-served-requirements.ts';
import { catalogues } from './load-catalogues.ts';
import { placeDraftRow } from './place-draft-row.ts';
import { removeCatalogue } from './remove-catalogue.ts';
import { removeDraftRow } from './remove-draft-row.ts';
import { showCatalogue } from './show-catalogue.ts';
import { listDraftRows, showDraftRow } from './show-draft-rows.ts';
import { listDrafts, showDraft } from './show-drafts.ts';
import { showLibraryMeasure } from './show-library-measure.ts';
import { stepDraftRow } from './step-draft-row.ts';
import { changesSince, showOffers, takeOffers } from './take-offers.ts';

export const catalogueRoutes = {
  corrections: correctionHandlers,
  library: {
    list: town(contract.library.list, listLibrary),
    get: town(contract.library.get, showLibraryMeasure),
    requirements: town(contract.library.requirements, listServedRequirements),
  },
  ownLibrary: {
    list: town(contract.ownLibrary.list, listOwnMeasures),
    get: town(contract.ownLibrary.get, showOwnMeasure),
    create: town(contract.ownLibrary.create, createOwnMeasure),
    update: town(contract.ownLibrary.update, changeOwnMeasure),
    remove: town(contract.ownLibrary.remove, removeOwnMeasure),
    offers: town(contract.ownLibrary.offers, showOffers),
    take: town(contract.ownLibrary.take, takeOffers),
    since: town(contract.ownLibrary.since, changesSince),
  },
  own: {
    overview: town(contract.own.overview, listCatalogues),
    get: town(contract.own.get, showCatalogue),
    controls: town(contract.own.controls, listControls),
    changes: town(contract.own.changes, compareVersions),
    answer: town(contract.own.answer, answerControl),
    remove: town(contract.own.remove, removeCatalogue),
  },
  drafts: {
    list: town(contract.drafts.list, listDrafts),
    begin: town(contract.drafts.begin, beginDraft),
    beginNext: town(contract.drafts.beginNext, beginNextDraft),
    get: town(contract.drafts.get, showDraft),
    change: town(contract.drafts.change, changeDraft),
    discard: town(contract.drafts.discard, discardDraft),
    rows: town(contract.drafts.rows, listDraftRows),
    add: town(contract.drafts.add, addDraftRow),
    row: town(contract.drafts.row, showDraftRow),
    changeRow: town(contract.drafts.changeRow, changeDraftRow),
    step: town(contract.drafts.step, stepDraftRow),
    place: town(contract.drafts.place, placeDraftRow),
    removeRow: town(contract.drafts.removeRow, removeDraftRow),
    check: town(contract.drafts.check, checkDraft),
    finish: town(contract.drafts.finish, finishDraft),
  },
  frameworks: town(contract.frameworks, async () => ({ frameworks: catalogues().frameworks })),
  roles: town(contract.roles, async () => {
    const { roles, incompatible } = catalogues().roles;
    return {
      roles,
      incompatible: incompatible.map(({ pair, reason, severity }) => ({
        roles: [...pair],
        reason,
        severity,
      })),
    };
  }),
};
