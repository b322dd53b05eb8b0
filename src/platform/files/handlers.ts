import type { FileClassRoute, FileContract, FileView } from '#kernel/file-routes';
import { town, townThen } from '../http/bind.ts';
import type { FileHome } from './home.ts';
import { classifyFile, listFiles, removeRow } from './rows.ts';

/** Listing and removing the files of one kind of record. */
export const fileHandlers = (contract: FileContract, home: FileHome) => ({
  list: townThen(
    contract.list,
    (tx, { id }): Promise<FileView[]> => listFiles(tx, home, id),
    async (files, _input, { ground }) => ({ files, limitBytes: ground.files.limitBytes }),
  ),
  remove: town(contract.remove, async (tx, { id, fileId }) => {
    await removeRow(tx, home, id, fileId);
    return { done: true as const };
  }),
});

/** How guarded a photo is in documents. */
export const fileClassHandler = (contract: FileClassRoute, home: FileHome) =>
  town(contract, (tx, { id, fileId, confidentiality }) =>
    classifyFile(tx, home, id, { fileId, confidentiality }),
  );
