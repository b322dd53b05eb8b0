import { contrastOnWhite, LEAST_CONTRAST, readableOnWhite } from '#kernel/colours';
import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import { insertRecord, updateRecord } from '#platform/records';
import { functionsFor, type TownTx, tables } from '#platform/tx';
import type { documentsContract as contract } from '../../contract-documents.ts';
import { formatsFor } from '../../domain/format.ts';
import { loadChanged, loadTemplate } from '../blocks/store.ts';
import { documentBrand } from '../kinds.ts';
import type { ReportsTables } from '../tables.ts';
import { DEFAULT_COLOUR, loadLook } from './store.ts';

type Look = RouteOutput<typeof contract.brand>;

/** The look of the town on its documents. */
export async function showBrand(tx: TownTx): Promise<Look> {
  const { look, files } = await loadLook(tx);
  const template = await loadTemplate(tx);
  const nameOf = (purpose: string) => files.find((file) => file.purpose === purpose)?.name ?? null;
  return {
    colour: look?.colour ?? DEFAULT_COLOUR,
    headline: look?.headline ?? '',
    footline: look?.footline ?? '',
    arms: nameOf('arms'),
    template: template?.name ?? null,
    templateOrigin: template?.origin_on
      ? {
          name: template.origin_name,
          on: template.origin_on,
          adapted: template.adapted,
          newer: (await loadChanged(tx))(template.origin_town, null),
        }
      : null,
    templateReleased: template?.released ?? false,
    version: look?.version ?? 0,
    may: { edit: functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) },
  };
}

/** Sets colour and lines. Refuses a colour that is not read on white, and `version_conflict` when somebody saved since. */
export async function saveBrand(
  tx: TownTx,
  { colour, headline, footline, version }: RouteInput<typeof contract.saveBrand>,
): Promise<Look> {
  checkColour(colour, tx.actor.locale);
  const { look } = await loadLook(tx);
  if ((look?.version ?? 0) !== version)
    refuse('conflict', 'version_conflict', [], { version: look?.version ?? 0 });
  const values = { colour: colour.toLowerCase(), headline, footline };
  if (look) await updateRecord(tx, documentBrand, look.id, values, { version });
  else await insertRecord(tx, documentBrand, values);
  return showBrand(tx);
}

/** Headings have this colour on white. */
function checkColour(colour: string, locale: 'de' | 'en'): void {
  if (!/^#[0-9a-f]{6}$/i.test(colour))
    refuse('invalid', 'invalid_input', [{ path: 'colour', code: 'colour_form' }]);
  const contrast = contrastOnWhite(colour);
  if (contrast >= LEAST_CONTRAST) return;
  // Rounded down, so that 4.46 is not told as 4.5.
  const ratio = formatsFor(locale).level(Math.floor(contrast * 10) / 10);
  const params = { ratio, least: formatsFor(locale).level(LEAST_CONTRAST), darker: readableOnWhite(colour) };
  refuse('invalid', 'invalid_input', [{ path: 'colour', code: 'colour_light', params }]);
}

/** Takes away the arms or the template; where there is none, nothing happens. */
export async function removeBrandFile(
  tx: TownTx,
  { purpose }: RouteInput<typeof contract.removeBrandFile>,
): Promise<Look> {
  await tables<ReportsTables>(tx)
    .deleteFrom('document_file')
    .where('town_id', '=', tx.actor.townId)
    .where('purpose', '=', purpose)
    .execute();
  await tellChange(tx, `${purpose}_removed`);
  return showBrand(tx);
}

type Step =
  | 'arms_kept'
  | 'arms_removed'
  | 'template_kept'
  | 'template_removed'
  | 'template_released'
  | 'template_withdrawn';

/** A change of a file is a change of the look: whoever watches it is told, and the journal has it; `file` names it. */
export async function tellChange(tx: TownTx, step: Step, file = ''): Promise<void> {
  const { look } = await loadLook(tx);
  const brand = look ?? (await insertRecord(tx, documentBrand, {}));
  await writeJournal(tx, {
    event: `document_brand.${step}`,
    kind: 'document_brand',
    recordId: brand.id,
    officeId: null,
    changes: {},
    ...(file === '' ? {} : { note: file }),
  });
}
