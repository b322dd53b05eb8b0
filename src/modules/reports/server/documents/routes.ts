import { town, townThen } from '#platform/http/bind';
import { documentsContract as contract } from '../../contract-documents.ts';
import { removeBrandFile, saveBrand, showBrand } from './brand.ts';
import { issueDocument } from './issue-document.ts';
import { makeFile, readForFile } from './make-file.ts';
import { saveSection } from './save-section.ts';
import { listDocuments, showDocument, showReadiness, showSection } from './show-document.ts';

export const documentsRoutes = {
  brand: town(contract.brand, showBrand),
  saveBrand: town(contract.saveBrand, saveBrand),
  removeBrandFile: town(contract.removeBrandFile, removeBrandFile),
  all: town(contract.all, listDocuments),
  readiness: town(contract.readiness, showReadiness),
  get: town(contract.get, showDocument),
  section: town(contract.section, showSection),
  saveSection: town(contract.saveSection, saveSection),
  issue: town(contract.issue, issueDocument),
  file: townThen(contract.file, readForFile, async (rendering, input, { answer, ground }) => {
    const file = await makeFile(rendering, input, { town: input.town, folder: ground.files.folder });
    answer.set('content-disposition', `attachment; filename="${file.name}"`);
    return file;
  }),
};
