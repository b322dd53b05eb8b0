import { useState } from 'react';
import { useReadAnew, useTown } from '#platform/client';
import { m } from '#texts';
import { FilePicker } from '#ui-kit/file-picker';
import { Notice } from '#ui-kit/notice';
import { toast } from '#ui-kit/toast';
import { sendCatalogue } from './words.ts';

interface UploadProps {
  /** The catalogue a further version is brought for. */
  catalogue?: { id: string; title: string };
  reason: string | undefined;
}

/** Picks files and brings them in; every fault is listed with file and place. */
export function useCatalogueUpload({ catalogue, reason }: UploadProps) {
  const town = useTown();
  const readAnew = useReadAnew();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ faults: readonly string[]; remarks: readonly string[] }>();
  const bring = async (files: File[]) => {
    if (files.length === 0) return;
    setBusy(true);
    setSaid(undefined);
    const taken = await sendCatalogue(town, files, catalogue?.id ?? null).catch(() => ({
      faults: [m.catalogue_unreachable()],
    }));
    setBusy(false);
    if ('faults' in taken) return setSaid({ faults: taken.faults, remarks: [] });
    setSaid({ faults: [], remarks: taken.remarks });
    const title = catalogue?.title ?? files[0]?.name ?? '';
    toast(taken.fresh ? m.catalogue_kept({ title, count: taken.controls }) : m.catalogue_same());
    await readAnew();
  };
  const picker = (
    <FilePicker
      label={busy ? m.catalogue_uploading() : catalogue ? m.catalogue_upload_version() : m.catalogue_upload()}
      accept=".json,.yaml,.yml,.xlsx,.ods,.csv"
      reason={reason}
      onPick={(files) => void bring(files)}
    />
  );
  return { picker, report: said && <Said {...said} /> };
}

const Said = ({ faults, remarks }: { faults: readonly string[]; remarks: readonly string[] }) => (
  <>
    {faults.length > 0 && (
      <Notice tone="danger" live title={m.catalogue_faults()}>
        <Lines lines={faults} />
      </Notice>
    )}
    {remarks.length > 0 && (
      <Notice tone="info" live title={m.catalogue_remarks()}>
        <Lines lines={remarks} />
      </Notice>
    )}
  </>
);

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
