import type { Brand, Confidentiality } from '#kernel/document';
import { type TownTx, tables } from '#platform/tx';
import type { DocumentKind } from '../../domain/documents/editions.ts';
import type { ReportsTables } from '../tables.ts';

export type SectionRow = Pick<
  ReportsTables['document_section'],
  'id' | 'version' | 'section' | 'text' | 'included' | 'by_name' | 'updated_at'
> & { readonly figures: Readonly<Record<string, Confidentiality>> };

/** What was written into the sections of a document, by key. */
export async function loadWritten(tx: TownTx, kind: DocumentKind): Promise<Map<string, SectionRow>> {
  const rows = await tables<ReportsTables>(tx)
    .selectFrom('document_section')
    .select(['id', 'version', 'section', 'text', 'included', 'figures', 'by_name', 'updated_at'])
    .where('town_id', '=', tx.actor.townId)
    .where('kind', '=', kind)
    .execute();
  return new Map(rows.map((row) => [row.section, { ...row, figures: JSON.parse(row.figures) }]));
}

/** How many sections of each document somebody has written or left out. */
export async function countWritten(tx: TownTx): Promise<Map<string, number>> {
  const rows = await tables<ReportsTables>(tx)
    .selectFrom('document_section')
    .select((e) => ['kind', e.fn.countAll<number>().as('count')])
    .where('town_id', '=', tx.actor.townId)
    .where((e) => e.or([e('text', 'is not', null), e('included', '=', false)]))
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
}

/** A text block as a wording names it: whose it is, and in which state; empty for the town's own. */
export interface UsedBlock {
  readonly title: string;
  readonly origin: string;
  readonly on: string | null;
}

/** Every text of a section, the latest first. */
export async function loadWordings(tx: TownTx, sectionId: string) {
  const rows = await tables<ReportsTables>(tx)
    .selectFrom('document_wording')
    .select(['seq', 'text', 'by_name as byName', 'at', 'blocks'])
    .where('town_id', '=', tx.actor.townId)
    .where('document_section_id', '=', sectionId)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) as UsedBlock[] }));
}

/** Versions of a document, or of all, the latest first; without their content. */
export async function loadVersions(tx: TownTx, kind?: DocumentKind) {
  const rows = await tables<ReportsTables>(tx)
    .selectFrom('document_version')
    .select(['id', 'kind', 'number', 'note', 'variant', 'issued_by as issuedBy', 'issued_at as issuedAt'])
    .select(['template_origin as templateOrigin', 'template_on as templateOn'])
    .where('town_id', '=', tx.actor.townId)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ templateOrigin: name, templateOn: on, ...row }) => ({
    ...row,
    template: on === null ? null : { name, on },
  }));
}

/** The content of one version; undefined where there is none. */
export const loadVersion = (tx: TownTx, kind: DocumentKind, number: number) =>
  tables<ReportsTables>(tx)
    .selectFrom('document_version')
    .select(['model', 'number', 'issued_at as issuedAt'])
    .where('town_id', '=', tx.actor.townId)
    .where('kind', '=', kind)
    .where('number', '=', number)
    .executeTakeFirst();

/** The look of the town: colour and lines as set, arms where there are any. */
export async function loadBrand(tx: TownTx, town: string): Promise<Brand> {
  const db = tables<ReportsTables>(tx);
  const look = await db
    .selectFrom('document_brand')
    .select(['colour', 'headline', 'footline'])
    .where('town_id', '=', tx.actor.townId)
    .executeTakeFirst();
  const files = await db
    .selectFrom('document_file')
    .select(['purpose', 'content', 'width', 'height'])
    .where('town_id', '=', tx.actor.townId)
    .execute();
  const arms = files.find(({ purpose }) => purpose === 'arms');
  const template = files.find(({ purpose }) => purpose === 'template');
  return {
    town,
    colour: look?.colour ?? DEFAULT_COLOUR,
    headline: look?.headline ?? '',
    footline: look?.footline ?? '',
    arms: arms ? { png: new Uint8Array(arms.content), width: arms.width, height: arms.height } : null,
    template: template ? new Uint8Array(template.content) : null,
  };
}

export const DEFAULT_COLOUR = '#2850a0';

/** The look as it is set, with the names of its files and the version it was read at. */
export async function loadLook(tx: TownTx) {
  const db = tables<ReportsTables>(tx);
  const look = await db
    .selectFrom('document_brand')
    .select(['id', 'version', 'colour', 'headline', 'footline'])
    .where('town_id', '=', tx.actor.townId)
    .executeTakeFirst();
  const files = await db
    .selectFrom('document_file')
    .select(['id', 'purpose', 'name'])
    .where('town_id', '=', tx.actor.townId)
    .execute();
  return { look, files };
}
