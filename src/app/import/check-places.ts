import type { ImportFault, TownRecord } from './town-folder.ts';

/** The same rules as on the pages: a room belongs to the item's site, a site out of scope says why. */
export function checkPlaces(files: ReadonlyMap<string, readonly TownRecord[]>, faults: ImportFault[]): void {
  for (const { line, values } of files.get('sites') ?? [])
    if (values.in_scope === false && !String(values.scope_note ?? '').trim())
      faults.push({
        file: 'sites.yaml',
        row: line,
        code: 'scope_reason_missing',
        text: 'scope_note: Sagen Sie, warum dieser Standort nicht betrachtet wird.',
      });
  const siteOf = new Map((files.get('rooms') ?? []).map(({ name, values }) => [name, values.site]));
  for (const { line, values } of files.get('items') ?? []) {
    const { room, site } = values;
    const bad = (code: string, text: string) =>
      faults.push({ file: 'items.yaml', row: line, code, text: `room: ${text}` });
    if (!room) continue;
    if (!site) bad('site_of_room_missing', 'Nennen Sie zum Raum auch den Standort (site).');
    else if (siteOf.has(String(room)) && siteOf.get(String(room)) !== site)
      bad('room_elsewhere', `„${room}“ liegt an „${siteOf.get(String(room))}“, nicht an „${site}“.`);
  }
}
