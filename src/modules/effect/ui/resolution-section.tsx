import { recordPath } from '#kernel/paths';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import type { Measure } from './words.ts';

interface Resolution {
  id: string;
  meetingId: string;
  wording: string;
  heldOn: string;
  dueOn?: string | null | undefined;
  doneOn?: string | null | undefined;
}
/** What is asked of the steering group: it stands above this module, so no contract of it is imported here. */
interface ResolutionReader {
  resolutions: {
    list: (input: { town: string; measureId: string; limit: number }) => Promise<{ rows: Resolution[] }>;
  };
}
const steering: ResolutionReader = api<never>('steering');

/** What the steering group resolved about a measure, and what became of it. */
export function ResolutionSection({ measure }: { measure: Measure }) {
  const town = useTown();
  const { data } = useRecord(['steering-resolutions', town, 'measure', measure.id], () =>
    steering.resolutions.list({ town, measureId: measure.id, limit: 200 }),
  );
  const rows = data?.rows ?? [];
  return (
    <Section title={m.effect_resolutions()}>
      {data && rows.length === 0 && <p className="k-muted">{m.effect_resolutions_none()}</p>}
      {rows.length > 0 && (
        <PlainTable
          label={m.effect_resolutions()}
          rows={rows}
          columns={[
            { title: m.effect_resolution_wording(), cell: (row) => <Worded resolution={row} town={town} /> },
            { title: m.effect_resolution_due(), cell: ({ dueOn }) => (dueOn ? date(dueOn) : '–') },
            {
              title: m.effect_task_state(),
              cell: ({ doneOn }) =>
                doneOn ? m.effect_resolution_done({ date: date(doneOn) }) : m.effect_task_open(),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Worded({ resolution, town }: { resolution: Resolution; town: string }) {
  return (
    <>
      {resolution.wording}
      <small className="k-line">
        <a href={recordPath(town, 'steering_meeting', resolution.meetingId)}>
          {m.effect_resolution_of({ date: date(resolution.heldOn) })}
        </a>
      </small>
    </>
  );
}
