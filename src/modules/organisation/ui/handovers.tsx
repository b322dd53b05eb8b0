import { loadExport } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { date, dateTime } from '#ui-kit/format';
import { PlainTable } from '#ui-kit/plain-table';
import { DONE_WORDS, type Handover, ONE_HELD } from './leaving-words.ts';

/** What was handed over or deleted, each with its record as a file. */
export function Handovers({ handovers }: { handovers: readonly Handover[] }) {
  if (handovers.length === 0) return <p className="k-muted">{m.organisation_handovers_none()}</p>;
  return (
    <PlainTable
      label={m.organisation_handovers()}
      rows={handovers}
      columns={[
        { title: m.organisation_handover_at(), cell: ({ at }) => dateTime(at) },
        { title: m.organisation_handover_from(), cell: ({ userName }) => userName },
        {
          title: m.organisation_handover_to(),
          cell: ({ toName }) => toName || m.organisation_handover_deleted(),
        },
        { title: m.organisation_handover_by(), cell: ({ byName }) => byName },
        {
          title: m.organisation_handover_what(),
          cell: ({ lines }) => m.organisation_handover_lines({ count: lines.length }),
        },
      ]}
      action={(handover) => (
        <Button small bare icon="download" onClick={() => void download(handover)}>
          {m.organisation_handover_download({ date: date(handover.at) })}
        </Button>
      )}
    />
  );
}

const download = async ({ userName, toName, byName, at, lines }: Handover): Promise<void> => {
  const { exportRows } = await loadExport();
  await exportRows<Handover['lines'][number]>(
    'csv',
    `${m.organisation_handover_file()} ${userName} ${at.slice(0, 10)}`,
    [
      { key: 'kind', title: m.organisation_handover_what(), cell: ({ kind }) => ONE_HELD[kind]() },
      { key: 'label', title: m.organisation_name(), cell: ({ label }) => label },
      { key: 'done', title: m.organisation_leaving_state(), cell: ({ done }) => DONE_WORDS[done]() },
      { key: 'from', title: m.organisation_handover_from(), cell: () => userName },
      { key: 'to', title: m.organisation_handover_to(), cell: () => toName },
      { key: 'by', title: m.organisation_handover_by(), cell: () => byName },
      { key: 'at', title: m.organisation_handover_at(), cell: () => dateTime(at) },
    ],
    async () => ({ rows: [...lines], next: null }),
  );
};
