import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { TextField } from '#ui-kit/fields';
import { dateTime, fileSize, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section, Stack } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { type Item, inventory } from './item-words.ts';
import { fieldWord, type Machine, SECTIONS, SOURCES, SYSTEM_FACTS, valueWord } from './machine-words.ts';
import { SupportList } from './support-list.tsx';

interface MachineProps {
  item: Item;
  /** Why nothing may be changed here. */
  reason: string | undefined;
}

/** What agents and scans report of an item, with where each value comes from; nothing where nobody has reported. */
export function MachineSection({ item, reason }: MachineProps) {
  const town = useTown();
  const { data } = useRecord(['machine', town, item.id], () => inventory.machine({ town, id: item.id }));
  if (!data) return null;
  return (
    <>
      {data.conflicts.length > 0 && <Conflicts machine={data} />}
      {data.support.length > 0 && <SupportList ends={data.support} />}
      {data.traces.length > 0 && <Traces item={item} machine={data} reason={reason} />}
      {data.sections
        .filter(({ section, count }) => count > 0 && section !== 'software')
        .map((one) => (
          <Lines key={`${one.layer} ${one.section}`} part={one} />
        ))}
      {data.sections
        .filter(({ section, count }) => section === 'software' && count > 0)
        .map((one) => (
          <Software key={one.layer} item={item} part={one} />
        ))}
    </>
  );
}

function Conflicts({ machine }: { machine: Machine }) {
  const town = useTown();
  return (
    <Notice tone="danger" title={m.inventory_conflict()}>
      {machine.conflicts.map(({ device, uuid, lastAt }) => (
        <p key={device + uuid}>{m.inventory_conflict_text({ device, uuid, when: dateTime(lastAt) })}</p>
      ))}
      <p>
        <a href={listPath(town, 'agent')}>{m.inventory_agents()}</a>
      </p>
    </Notice>
  );
}

function Traces({ item, machine, reason }: MachineProps & { machine: Machine }) {
  const rows = machine.traces.map((trace) => ({ id: trace.field, ...trace }));
  return (
    <Section title={m.inventory_traces()}>
      <PlainTable
        label={m.inventory_traces()}
        columns={[
          { title: m.inventory_trace_field(), cell: (row) => fieldWord(row.field) },
          {
            title: m.inventory_trace_value(),
            cell: (row) =>
              row.byHand
                ? m.inventory_trace_by_hand({
                    source: SOURCES[row.source](),
                    value: valueWord(row.field, row.value),
                  })
                : valueWord(row.field, row.value),
          },
          { title: m.inventory_trace_source(), cell: (row) => SOURCES[row.source]() },
          { title: m.inventory_reported_at(), cell: (row) => dateTime(row.reportedAt) },
          { title: m.inventory_since(), cell: (row) => dateTime(row.since) },
        ]}
        rows={rows}
        action={(row) => row.byHand && <GiveBack item={item} field={row.field} reason={reason} />}
      />
    </Section>
  );
}

function GiveBack(props: {
  item: Item;
  field: Machine['traces'][number]['field'];
  reason: string | undefined;
}) {
  const { item, field, reason } = props;
  const town = useTown();
  const give = useSave(inventory.giveBack, [
    ['machine', town, item.id],
    ['item', town, item.id],
    ['items', town],
    ['stories', town, item.id],
  ]);
  return (
    <Button
      small
      reason={reason}
      busy={give.isPending}
      onClick={() =>
        void give
          .mutateAsync({ input: { town, id: item.id, field } })
          .catch((error: unknown) =>
            toast(problemOf(error)?.text ?? m.inventory_unreachable(), { tone: 'danger' }),
          )
      }
    >
      {m.inventory_give_back({ field: fieldWord(field) })}
    </Button>
  );
}

type Part = Machine['sections'][number];
type Line = Part['lines'][number] & { id: string };

const origin = ({ source, reportedAt, since }: Part): string =>
  m.inventory_section_origin({
    source: SOURCES[source](),
    when: dateTime(reportedAt),
    since: dateTime(since),
  });

const size = (megabytes: number | null): string => (megabytes ? fileSize(megabytes * 1_000_000) : '');

/** The columns in which a section says anything. */
function columnsOf(
  section: Part['section'],
  rows: readonly Line[],
): [PlainColumn<Line>, ...PlainColumn<Line>[]] {
  const version =
    section === 'processor'
      ? m.inventory_cores
      : section === 'interface'
        ? m.inventory_kind
        : m.inventory_version;
  const more: (PlainColumn<Line> & { of: (row: Line) => unknown })[] = [
    {
      title: section === 'port' ? m.inventory_service() : m.inventory_vendor(),
      cell: (row) => row.vendor,
      of: (row) => row.vendor,
    },
    { title: version(), cell: (row) => row.version, of: (row) => row.version },
    {
      title: m.inventory_size(),
      cell: (row) => size(row.megabytes),
      of: (row) => row.megabytes,
      align: 'end',
    },
    { title: m.inventory_serial_number(), cell: (row) => row.serial, of: (row) => row.serial },
    { title: m.inventory_mac(), cell: (row) => row.mac, of: (row) => row.mac },
    { title: m.inventory_addresses(), cell: (row) => row.address, of: (row) => row.address },
  ];
  return [
    { title: m.inventory_name(), cell: (row) => row.name },
    ...more.filter(({ of }) => rows.some((row) => of(row))),
  ];
}

/** Long lists begin with what fits on a screen. */
const FIRST = 12;

function Lines({ part }: { part: Part }) {
  const [all, setAll] = useState(false);
  const title = SECTIONS[part.section]();
  const lines: Line[] = part.lines.map((line, at) => ({
    ...line,
    id: String(at),
    name: part.section === 'system' ? (SYSTEM_FACTS[line.name]?.() ?? line.name) : line.name,
    version: part.section === 'system' && line.name === 'memory' ? size(Number(line.version)) : line.version,
  }));
  const system = part.section === 'system';
  return (
    <Section title={title}>
      <p className="k-muted">{origin(part)}</p>
      <PlainTable
        label={title}
        columns={
          system
            ? [
                { title: m.inventory_trace_field(), cell: (row) => row.name },
                { title: m.inventory_trace_value(), cell: (row) => row.version },
              ]
            : columnsOf(part.section, lines)
        }
        rows={all ? lines : lines.slice(0, FIRST)}
      />
      {!all && lines.length > FIRST && (
        <Button onClick={() => setAll(true)}>{m.inventory_show_all({ count: number(lines.length) })}</Button>
      )}
    </Section>
  );
}

function Software({ item, part }: { item: Item; part: Part }) {
  const town = useTown();
  const [q, setQ] = useState('');
  const [limit, setLimit] = useState(FIRST);
  const { data } = useRecord(['machine', town, item.id, 'software', q, limit], () =>
    inventory.software({ town, id: item.id, q, limit }),
  );
  const rows = (data?.rows ?? []).map((row) => ({ id: `${row.name} ${row.version} ${row.vendor}`, ...row }));
  return (
    <Section title={`${SECTIONS.software()} (${number(part.count)})`}>
      <Stack>
        <p className="k-muted">{origin(part)}</p>
        <TextField name="software" label={m.inventory_software_search()} optional value={q} onChange={setQ} />
        <PlainTable
          label={SECTIONS.software()}
          columns={[
            { title: m.inventory_name(), cell: (row) => row.name },
            { title: m.inventory_version(), cell: (row) => row.version },
            { title: m.inventory_vendor(), cell: (row) => row.vendor },
          ]}
          rows={rows}
        />
        {data && data.total > rows.length && limit < 5_000 && (
          <Button onClick={() => setLimit(5_000)}>
            {m.inventory_show_all({ count: number(data.total) })}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
