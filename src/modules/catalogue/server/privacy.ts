import type { Marks } from '#platform/privacy/marks';

/** Published texts as a rule; what is shown of them is compared with names, the document they came in stays as it came. */
export const catalogueTables: Readonly<Record<string, Marks>> = {
  foreign_catalogue_content: { none: ['content', 'headings'] },
  foreign_control: {
    text: ['title', 'statement', 'guidance'],
    none: ['code', 'heading', 'parent', 'modal', 'digest'],
  },
};
