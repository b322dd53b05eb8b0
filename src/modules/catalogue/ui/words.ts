import { listPath } from '#kernel/paths';
import { api, problemOf } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { toast } from '#ui-kit/toast';
import type { catalogueContract } from '../contract.ts';
import type { ControlState } from '../domain/control-states.ts';
import { MOST_BYTES } from '../domain/upload-limits.ts';

export const { own: catalogues, drafts } = api<typeof catalogueContract>('catalogue');
export type Draft = Awaited<ReturnType<typeof drafts.get>>;
export type DraftRow = Awaited<ReturnType<typeof drafts.row>>;
export type ListedRow = Awaited<ReturnType<typeof drafts.rows>>['rows'][number];
export type Catalogue = Awaited<ReturnType<typeof catalogues.get>>;
export type Control = Awaited<ReturnType<typeof catalogues.controls>>['controls'][number];

export const local = (text: { de: string; en: string }): string => text[getLocale()];

/** What was refused, in words. */
export const toldAsToast = (error: unknown) =>
  toast(problemOf(error)?.text ?? m.catalogue_unreachable(), { tone: 'danger' });

export const STATES: Record<ControlState, () => string> = {
  yes: m.catalogue_state_yes,
  partly: m.catalogue_state_partly,
  no: m.catalogue_state_no,
  not_applicable: m.catalogue_state_not_applicable,
  unknown: m.catalogue_state_unknown,
};
export const MODALS = { MUST: m.catalogue_must, SHOULD: m.catalogue_should, MAY: m.catalogue_may };

/** Address of a file of a catalogue; without one that of the template. */
export const fileHref = (town: string, asked: Record<string, string>): string =>
  `/api/v1/towns/${encodeURIComponent(town)}/catalogue-files?${new URLSearchParams(asked)}`;

export interface TakenIn {
  id: string;
  seq: number;
  controls: number;
  fresh: boolean;
  remarks: string[];
}

/** The server would cut the connection, and the browser could not say why. */
export const tooLarge = (files: readonly File[]): boolean =>
  files.reduce((bytes, { size }) => bytes + size, 0) > MOST_BYTES;

/** Sends files as they are; answers what was kept, or all faults. */
export async function sendCatalogue(
  town: string,
  files: readonly File[],
  id: string | null,
): Promise<TakenIn | { faults: string[] }> {
  if (tooLarge(files)) return { faults: [m.catalogue_too_large()] };
  const body = new FormData();
  for (const file of files) body.append('files', file, file.name);
  const answer = await fetch(fileHref(town, id ? { catalogue: id } : {}), { method: 'POST', body });
  const said = (await answer.json()) as Partial<TakenIn> & { faults?: string[]; text?: string };
  if (said.faults) return { faults: said.faults };
  if (!answer.ok) return { faults: [said.text ?? m.catalogue_unreachable()] };
  return said as TakenIn;
}

/** Page of a catalogue being written. */
export const draftPath = (town: string, id: string): string => `${listPath(town, 'catalogue')}/entwurf/${id}`;

/** A number with its title, unless the title begins with it. */
export const named = ({ code, title }: { code: string; title: string }): string =>
  title.startsWith(code) ? title : `${code} ${title}`;
