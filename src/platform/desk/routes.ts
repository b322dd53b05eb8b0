import { town } from '../http/bind.ts';
import { deskContract as contract } from './contract.ts';
import { dropDraft, dropView, listViews, readDraft, saveDraft, saveView } from './own.ts';

export const deskRoutes = {
  readDraft: town(contract.readDraft, readDraft),
  saveDraft: town(contract.saveDraft, saveDraft),
  dropDraft: town(contract.dropDraft, dropDraft),
  views: town(contract.views, listViews),
  saveView: town(contract.saveView, saveView),
  dropView: town(contract.dropView, dropView),
};
