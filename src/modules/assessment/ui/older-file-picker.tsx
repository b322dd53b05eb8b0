import { useState } from 'react';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { FilePicker } from '#ui-kit/file-picker';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { type ReadChapter, readOlderFile } from './older-parts.ts';

/** Fills the form from a table; whoever has looked at it saves. */
export function OlderFilePicker({ onRead }: { onRead: (chapters: ReadChapter[]) => void }) {
  const town = useTown();
  const [said, setSaid] = useState<{ faults: readonly string[]; count: number }>();
  const [busy, setBusy] = useState(false);
  const pick = async ([file]: File[]) => {
    if (!file) return;
    setBusy(true);
    const read = await readOlderFile(town, file).catch(() => ({ faults: [m.assessment_unreachable()] }));
    setBusy(false);
    if ('faults' in read) return setSaid({ faults: read.faults, count: 0 });
    onRead(read.chapters);
    setSaid({ faults: [], count: read.chapters.length });
  };
  return (
    <Stack>
      <p className="k-help">{m.assessment_older_file_help()}</p>
      <div className="k-actions">
        <FilePicker
          label={busy ? m.assessment_older_file_busy() : m.assessment_older_file()}
          accept=".csv,.xlsx,.ods"
          onPick={(files) => void pick(files)}
        />
      </div>
      {said && said.faults.length > 0 && (
        <Notice tone="danger" live title={m.assessment_older_file_faults()}>
          <ul>
            {said.faults.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      {said && said.faults.length === 0 && (
        <Notice tone="success" live title={m.assessment_older_file_read({ count: said.count })} />
      )}
    </Stack>
  );
}
