import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { TextField } from '#ui-kit/fields';
import { dateTime, fileSize, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section, Stack } from '#ui-kit/page';
import { ScrollTable } from '#ui-kit/scroll-table';
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
      {inOrder(data.sections)
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

/** From the whole to its parts, as the words are listed. */
const inOrder = (sections: Machine['sections']): Machine['sections'] => {
  const order = Object.keys(SECTIONS);
  return [...sections].sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
};

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
  const rows = machine.traces.map(({ field, value, source, byHand, reportedAt, since }) => {
    const said = { source: SOURCES[source](), value: valueWord(field, value) };
    return [
      fieldWord(field),
      byHand ? m.inventory_trace_by_hand(said) : said.value,
      said.source,
      dateTime(reportedAt),
      dateTime(since),
    ];
  });
  return (
    <Section title={m.inventory_traces()}>
      <ScrollTable
        caption={m.inventory_traces()}
        columns={[
          { title: m.inventory_trace_field() },
          { title: m.inventory_trace_value() },
          { title: m.inventory_trace_source() },
          { title: m.inventory_reported_at() },
          { title: m.inventory_since() },
        ]}
        rows={rows}
      />
      <div className="k-actions">
        {machine.traces
          .filter(({ byHand }) => byHand)
          .map(({ field }) => (
            <GiveBack key={field} item={item} field={field} reason={reason} />
          ))}
      </div>
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
type Line = Part['lines'][number];

const origin = ({ source, reportedAt, since }: Part): string =>
  m.inventory_section_origin({
    source: SOURCES[source](),
    when: dateTime(reportedAt),
    since: dateTime(since),
  });

const size = (megabytes: number | null): string => (megabytes ? fileSize(megabytes * 1_000_000) : '');

interface Column {
  title: string;
  align?: 'end';
  text: (line: Line) => string;
}

/** What the version of a line is called. */
const VERSIONS: Partial<Record<Part['section'], () => string>> = {
  processor: m.inventory_cores,
  interface: m.inventory_kind,
};
const factWord = ({ name }: Line): string => SYSTEM_FACTS[name]?.() ?? name;
const factValue = ({ name, version }: Line): string => (name === 'memory' ? size(Number(version)) : version);

/** The columns in which a section says anything. */
function columnsOf({ section, lines }: Part): Column[] {
  if (section === 'system')
    return [
      { title: m.inventory_trace_field(), text: factWord },
      { title: m.inventory_trace_value(), text: factValue },
    ];
  const vendor = section === 'port' ? m.inventory_service : m.inventory_vendor;
  const version = VERSIONS[section] ?? m.inventory_version;
  const all: Column[] = [
    { title: m.inventory_name(), text: (line) => line.name },
    { title: vendor(), text: (line) => line.vendor },
    { title: version(), text: (line) => line.version },
    { title: m.inventory_size(), text: (line) => size(line.megabytes), align: 'end' },
    { title: m.inventory_serial_number(), text: (line) => line.serial },
    { title: m.inventory_mac(), text: (line) => line.mac },
    { title: m.inventory_addresses(), text: (line) => line.address },
  ];
  return all.filter(({ text }) => lines.some((line) => text(line) !== ''));
}

/** Long lists begin with what fits on a screen. */
const FIRST = 12;

function Lines({ part }: { part: Part }) {
  const [all, setAll] = useState(false);
  const title = SECTIONS[part.section]();
  const columns = columnsOf(part);
  const shown = all ? part.lines : part.lines.slice(0, FIRST);
  return (
    <Section title={title}>
      <p className="k-muted">{origin(part)}</p>
      <ScrollTable
        caption={title}
        columns={columns.map(({ title: heading, align }) => ({
          title: heading,
          ...(align ? { align } : {}),
        }))}
        rows={shown.map((line) => columns.map(({ text }) => text(line)))}
      />
      {shown.length < part.lines.length && (
        <Button onClick={() => setAll(true)}>
          {m.inventory_show_all({ count: number(part.lines.length) })}
        </Button>
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
  const rows = data?.rows ?? [];
  return (
    <Section title={`${SECTIONS.software()} (${number(part.count)})`}>
      <Stack>
        <p className="k-muted">{origin(part)}</p>
        <TextField name="software" label={m.inventory_software_search()} optional value={q} onChange={setQ} />
        <ScrollTable
          caption={SECTIONS.software()}
          columns={[
            { title: m.inventory_name() },
            { title: m.inventory_version() },
            { title: m.inventory_vendor() },
          ]}
          rows={rows.map(({ name, version, vendor }) => [name, version, vendor])}
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
