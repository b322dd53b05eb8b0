import { type TownTx, tables } from '#platform/tx';
import type { ReportsTables } from '../tables.ts';
import { showBrand, tellChange } from './brand.ts';

/** Whose text document it is; `adapted` where the town has changed it. */
export interface FileOrigin {
  readonly town: string;
  readonly name: string;
  readonly on: string;
  readonly sha256: string;
  readonly adapted: boolean;
}
export interface BrandFile {
  readonly purpose: 'arms' | 'template';
  readonly name: string;
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
  readonly origin?: FileOrigin | null;
}

/** Keeps arms or text document in place of what was there. One's own that was released stays so in its new state. */
export async function keepFile(tx: TownTx, { purpose, origin, ...file }: BrandFile) {
  const { name, content, width, height } = file;
  const values = {
    ...{ name, content, width, height },
    origin_town: origin?.town ?? null,
    origin_name: origin?.name ?? '',
    origin_on: origin?.on ?? null,
    origin_sha256: origin?.sha256 ?? null,
    adapted: origin?.adapted ?? false,
    ...(origin ? { released: false } : {}),
    updated_at: tx.now,
  };
  await tables<ReportsTables & { document_file: { created_at: Date; updated_at: Date } }>(tx)
    .insertInto('document_file')
    .values({
      id: tx.newId(),
      town_id: tx.actor.townId,
      purpose,
      ...values,
      created_at: tx.now,
    } as never)
    .onConflict((on) => on.columns(['town_id', 'purpose']).doUpdateSet(values as never))
    .execute();
  await tellChange(tx, `${purpose}_kept`, origin ? `${name} (${origin.name})` : name);
  return showBrand(tx);
}
