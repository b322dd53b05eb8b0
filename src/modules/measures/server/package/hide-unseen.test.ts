import { expect, test } from 'vitest';
import { hideUnseen } from './hide-unseen.ts';
import type { PackageResult } from './package-store.ts';

test('who sees only some offices reads no name of what belongs to others', () => {
  const candidate = { own: true, title: { de: 'Geheim', en: 'Geheim' } };
  const result = {
    candidates: [
      { ...candidate, id: 'mine', title: { de: 'Offen', en: 'Offen' } },
      { ...candidate, id: 'theirs' },
      { id: 'backup-concept', own: false, title: { de: 'Sicherung', en: 'Backup' } },
    ],
    targets: [
      { id: 'seen', title: 'Sichtbar' },
      { id: 'unseen', title: 'Geheim' },
    ],
    variants: [
      {
        chosen: [{ id: 'mine', why: { kind: 'fixed' } }],
        out: [{ id: 'x', why: { kind: 'barred', needs: ['Geheim'] } }],
      },
    ],
  } as unknown as PackageResult;
  const hidden = JSON.stringify(hideUnseen(result, new Set(['mine', 'seen']), 'de'));
  expect(hidden).not.toContain('Geheim');
  for (const kept of ['Offen', 'Sicherung', 'Sichtbar']) expect(hidden).toContain(kept);
});
