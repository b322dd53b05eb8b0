import { town } from '#platform/http/bind';
import { catalogueContract as contract } from '../contract.ts';
import {
  beginDraft,
  beginNextDraft,
  changeDraft,
  discardDraft,
  listDrafts,
  showDraft,
} from './catalogue-drafts.ts';
import { correctionHandlers } from './corrections.ts';
import {
  addDraftRow,
  changeDraftRow,
  listDraftRows,
  placeDraftRow,
  removeDraftRow,
  showDraftRow,
  stepDraftRow,
} from './draft-rows.ts';
import { checkDraft, finishDraft } from './finish-draft.ts';
import { listLibrary, listServed, showLibraryMeasure } from './library.ts';
import { catalogues } from './load-catalogues.ts';
import {
  answerControl,
  compareVersions,
  listCatalogues,
  listControls,
  removeCatalogue,
  showCatalogue,
} from './own-catalogues.ts';

export const catalogueRoutes = {
  corrections: correctionHandlers,
  library: {
    list: town(contract.library.list, listLibrary),
    get: town(contract.library.get, showLibraryMeasure),
    requirements: town(contract.library.requirements, listServed),
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
