import { EDITORS } from '#kernel/functions';
import { FilesSection, useHolds } from '#platform/client';
import { m } from '#texts';
import { organisation } from './clients.ts';

const KINDS = {
  site: { path: 'sites', calls: organisation.siteFiles },
  room: { path: 'rooms', calls: organisation.roomFiles },
} as const;

/** Plans and photos of a site or room; who may change it adds and removes them. */
export function FilesOf({ kind, id }: { kind: keyof typeof KINDS; id: string }) {
  const reason = useHolds(EDITORS) ? undefined : m.organisation_read_only();
  return <FilesSection {...KINDS[kind]} kind={kind} id={id} reason={reason} />;
}
