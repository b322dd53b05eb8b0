import { createHash } from 'node:crypto';
import { CLASSES_OF, type DocumentKind, type Edition } from '../../domain/documents/editions.ts';
import { assessmentResults } from '../../domain/oscal/assessment-results.ts';
import type { JsonObject, OscalGround } from '../../domain/oscal/parts.ts';
import { planOfAction } from '../../domain/oscal/plan-of-action.ts';
import { OSCAL_WORDS } from '../../domain/oscal/words.ts';
import { WORDS } from '../../domain/words.ts';
import type { Records } from '../documents/read-ground.ts';

export type Stamp = OscalGround['stamp'];

const BUILDERS: Partial<
  Record<DocumentKind, readonly [root: string, build: (ground: OscalGround) => JsonObject | null]>
> = {
  results: ['assessment-results', assessmentResults],
  table: ['plan-of-action-and-milestones', planOfAction],
};

/** A document of the records as OSCAL: results of the assessment, or the plan of action; null where it would say nothing. */
export function makeOscal(
  { report, traces }: Records,
  kind: DocumentKind,
  edition: Edition,
  stamp: Stamp,
): JsonObject | null {
  const [root, build] = BUILDERS[kind] ?? [];
  if (!root || !build) return null;
  const content = build({
    report,
    traces,
    edition,
    classes: CLASSES_OF[edition],
    w: WORDS[report.locale],
    o: OSCAL_WORDS[report.locale],
    named: namedId,
    stamp,
  });
  return content && { [root]: { uuid: contentId(traces.townId, root, content), ...content } };
}

/** The same for the same content, whenever it was written: whoever has it already knows it again. */
function contentId(town: string, root: string, { metadata, ...rest }: JsonObject): string {
  const { 'last-modified': at, version, ...head } = metadata as JsonObject;
  return namedId(town, JSON.stringify([root, head, rest]));
}

/** A UUID of version 5 (RFC 9562, 5.5): from the id of a record and a name. OSCAL takes no other than 4 and 5. */
export function namedId(id: string, name: string): string {
  const space = Buffer.from(id.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20, 32].map((end, at) => hex.slice([0, 8, 12, 16, 20][at], end)).join('-');
}
