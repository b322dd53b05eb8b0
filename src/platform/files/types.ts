/** What may be kept, by its content; the ending and the declared type of an upload have to agree with it. */
export interface FileType {
  /** Endings a name may have for this content, the usual one first. */
  endings: readonly string[];
  /** What it is served as. */
  mediaType: string;
  /** Further types that browsers declare for it. */
  alsoDeclared?: readonly string[];
  kind: 'image' | 'archive' | 'document' | 'text';
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

const archive = (ending: string, mediaType: string): FileType => ({
  endings: [ending],
  mediaType,
  kind: 'archive',
});

export const FILE_TYPES: readonly FileType[] = [
  {
    endings: ['jpg', 'jpeg'],
    mediaType: 'image/jpeg',
    alsoDeclared: ['image/jpg', 'image/pjpeg'],
    kind: 'image',
  },
  { endings: ['png'], mediaType: 'image/png', kind: 'image' },
  { endings: ['webp'], mediaType: 'image/webp', kind: 'image' },
  {
    endings: ['pdf'],
    mediaType: 'application/pdf',
    alsoDeclared: ['application/x-pdf'],
    kind: 'document',
  },
  archive('docx', `${OFFICE}.wordprocessingml.document`),
  archive('xlsx', `${OFFICE}.spreadsheetml.sheet`),
  archive('pptx', `${OFFICE}.presentationml.presentation`),
  archive('odt', `${ODF}.text`),
  archive('ods', `${ODF}.spreadsheet`),
  archive('odp', `${ODF}.presentation`),
  { endings: ['txt'], mediaType: 'text/plain', kind: 'text' },
  {
    endings: ['csv'],
    mediaType: 'text/csv',
    // Windows declares what Excel is registered for.
    alsoDeclared: ['text/plain', 'application/csv', 'application/vnd.ms-excel'],
    kind: 'text',
  },
];

export const typeOfMedia = (mediaType: string): FileType | undefined =>
  FILE_TYPES.find((type) => type.mediaType === mediaType);

export const typeOfEnding = (ending: string): FileType | undefined =>
  FILE_TYPES.find((type) => type.endings.includes(ending));

/** `Plan.PDF` -> `pdf`; empty without one. */
export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
