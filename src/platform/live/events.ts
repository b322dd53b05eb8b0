import { EDITORS, type Fn } from '#kernel/functions';
import type { Cursor } from './cursor.ts';
import { writeCursor } from './cursor.ts';

/** Version of what events say; a browser that knows another one reads everything anew. */
export const EVENT_VERSION = 1;

/** Kinds of record that are told of, each with the functions that may read it; all others stay silent. */
export type LiveKinds = Readonly<Record<string, readonly Fn[]>>;

/** Whose row it is and who may know of it. */
export interface Visibility {
  kind: string;
  office: string | null;
  draft: boolean;
}

/** One journal row without its contents. */
export interface Change extends Visibility {
  cursor: Cursor;
  id: string;
  event: string;
}

export interface Held {
  function: Fn;
  officeId: string | null;
}

/** The same answer as the routes and policies give: function for the kind, office of the row, drafts for editors. */
export function maySee(kinds: LiveKinds, held: readonly Held[], row: Visibility): boolean {
  const may = kinds[row.kind];
  if (!may) return false;
  if (row.draft && !held.some((h) => EDITORS.includes(h.function))) return false;
  return held.some(
    (h) =>
      may.includes(h.function) && (row.office === null || h.officeId === null || h.officeId === row.office),
  );
}

const encoder = new TextEncoder();
export const bytes = (text: string): Uint8Array => encoder.encode(text);

const message = (event: string, data: object, at: Cursor | null): string =>
  `${at ? `id: ${writeCursor(at)}\n` : ''}event: ${event}\ndata: ${JSON.stringify({ v: EVENT_VERSION, ...data })}\n\n`;

export const changeMessage = ({ cursor, kind, id, event }: Change): string =>
  message('change', { kind, id, event }, cursor);

/** Something may have been missed: everything shown is to be read anew. */
export const resetMessage = (at: Cursor): string => message('reset', {}, at);
export const helloMessage = (at: Cursor): string => message('hello', {}, at);
/**
 * Keeps proxies from hanging up, moves the cursor of somebody who was told nothing for long, and lets a browser notice
 * a connection that has died without a word.
 */
export const heartbeat = (at: Cursor | null): string => `:\n${message('beat', {}, at)}`;

export interface Person {
  name: string;
  mode: 'reading' | 'writing';
}
export const presenceMessage = (id: string, people: readonly Person[]): string =>
  message('presence', { id, people }, null);
