/** Files that hang on a record: what is asked of them beside sending and fetching the content itself. */
import { z } from 'zod';
import type { Fn } from './functions.ts';
import { done, route } from './route.ts';

export const fileView = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  /** Of the content as it is kept, in hexadecimal. */
  sha256: z.string(),
  addedBy: z.string(),
  /** For fewer readers of documents than the record it hangs on; null = as the record. */
  confidentiality: z.enum(['non_public', 'technical']).nullable(),
  createdAt: z.string(),
});
export type FileView = z.infer<typeof fileView>;

export const filesView = z.object({
  files: z.array(fileView),
  /** The largest file this installation takes. */
  limitBytes: z.int(),
});
export type FilesView = z.infer<typeof filesView>;

interface FileDefinition {
  /** Plural path segment of the records, e.g. `findings`. */
  path: string;
  /** What the records are called on German screens, e.g. `Feststellungen`. */
  things: string;
  tag: string;
  read: readonly Fn[];
  write: readonly Fn[];
}

/** Contract of the files of one kind of record. The content goes in and out by plain routes (platform/files/http.ts). */
export const fileRoutes = ({ path, things, tag, read, write }: FileDefinition) => ({
  list: route({
    method: 'GET',
    path: `/${path}/{id}/files`,
    summary: {
      en: `List the files of one of ${path}; the content lies below /${path}/{id}/files/{fileId}/content`,
      de: `${things}: Anlagen eines Datensatzes; der Inhalt liegt unter /${path}/{id}/files/{fileId}/content`,
    },
    tag,
    may: read,
    input: z.object({ id: z.uuid() }),
    output: filesView,
  }),
  remove: route({
    method: 'DELETE',
    path: `/${path}/{id}/files/{fileId}`,
    summary: { en: `Remove a file of one of ${path}`, de: `${things}: eine Anlage entfernen` },
    tag,
    may: write,
    byOffice: true,
    input: z.object({ id: z.uuid(), fileId: z.uuid() }),
    output: done,
  }),
});

export type FileContract = ReturnType<typeof fileRoutes>;

/** How guarded a photo is in documents, for kinds of record whose photos stand in them. */
export const fileClassRoute = ({ path, things, tag, write }: Omit<FileDefinition, 'read'>) =>
  route({
    method: 'PUT',
    path: `/${path}/{id}/files/{fileId}/confidentiality`,
    summary: {
      en: `Say that a photo of one of ${path} stands in the technical edition of documents alone; null = as the record`,
      de: `${things}: festlegen, dass ein Foto nur in der technischen Ausgabe von Dokumenten steht; null = wie der Eintrag`,
    },
    tag,
    may: write,
    byOffice: true,
    input: z.object({ id: z.uuid(), fileId: z.uuid(), confidentiality: z.enum(['technical']).nullable() }),
    output: fileView,
  });
export type FileClassRoute = ReturnType<typeof fileClassRoute>;
