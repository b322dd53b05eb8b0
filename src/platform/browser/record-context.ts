import { useQuery } from '@tanstack/react-query';
import type { FileView } from '#kernel/file-routes';
import type { RecordLinkKind } from '#kernel/paths';
import { m } from '#texts';
import type { ChainProps } from '#ui-kit/chain';
import type { TimelineEntry } from '#ui-kit/timeline';
import { useTown } from './address.ts';
import { type ChainEnd, chainGroups } from './chain-groups.ts';
import { api } from './connection.ts';
import { fileClassWord } from './files/class-word.ts';

interface StoryLine {
  at: string;
  by: string;
  event: string;
  note: string | null;
  gone: 'names' | 'all' | null;
  changes: { field: string; from: string | null; to: string | null }[];
}

/** What is asked of the overview: it stands above every module, so no contract of it is imported here. */
interface Overview {
  thread: (input: {
    town: string;
    kind: string;
    id: string;
  }) => Promise<{ up: ChainEnd[]; down: ChainEnd[] }>;
  story: (input: { town: string; id: string }) => Promise<{ lines: StoryLine[] }>;
}
const cockpit: Overview = api<never>('cockpit');

/** Roter Faden of a record: where it comes from and what came of it. */
export function useChain(kind: RecordLinkKind, id: string, here: string): ChainProps {
  const town = useTown();
  const { data } = useQuery({
    queryKey: ['threads', town, kind, id],
    queryFn: () => cockpit.thread({ town, kind, id }),
  });
  return { here, up: chainGroups(town, data?.up), down: chainGroups(town, data?.down) };
}

const EVENTS: Record<string, () => string> = {
  created: m.platform_event_created,
  imported: m.platform_event_imported,
  changed: m.platform_event_changed,
  removed: m.platform_event_removed,
  file_added: m.platform_event_file_added,
  file_removed: m.platform_event_file_removed,
  file_classed: m.platform_event_file_classed,
};
/** What every record may have. */
const FIELDS: Readonly<Record<string, FieldWord>> = {
  file: { label: m.platform_file, show: (name) => name },
  file_class: {
    label: m.platform_files_class,
    show: (as) => fileClassWord(as as FileView['confidentiality']),
  },
};

const GONE = { names: m.platform_story_names_gone, all: m.platform_story_all_gone };

export interface FieldWord {
  label: () => string;
  /** How a stored value reads; without it only the change itself is told. */
  show?: (value: string) => string;
}

/** The story of a record, newest first; `fields` names them as the form does, `events` adds the module's own steps. */
export function useStory(
  id: string,
  fields: Readonly<Record<string, FieldWord>>,
  events: Readonly<Record<string, () => string>> = {},
): TimelineEntry[] {
  const town = useTown();
  const { data } = useQuery({ queryKey: ['stories', town, id], queryFn: () => cockpit.story({ town, id }) });
  return (data?.lines ?? []).map((line, place) =>
    entryOf(line, place, { ...FIELDS, ...fields }, { ...EVENTS, ...events }),
  );
}

function entryOf(
  line: StoryLine,
  place: number,
  fields: Readonly<Record<string, FieldWord>>,
  events: Readonly<Record<string, () => string>>,
): TimelineEntry {
  const step = line.event.split('.').at(-1) ?? '';
  const changed = step === 'created' || step === 'imported' ? [] : line.changes;
  const silent = changed.flatMap(({ field }) =>
    fields[field] && !fields[field].show ? [fields[field].label()] : [],
  );
  const what = [events[step]?.() ?? line.event, ...silent].join(' · ');
  return {
    id: `${line.at} ${place}`,
    who: line.by,
    at: line.at,
    what: [line.note ? `${what}: ${line.note}` : what, line.gone && GONE[line.gone]()]
      .filter(Boolean)
      .join(' · '),
    changes: changed.flatMap(({ field, from, to }) => {
      const word = fields[field];
      const show = word?.show;
      return show ? [{ field: word.label(), from: from ? show(from) : '', to: to ? show(to) : '' }] : [];
    }),
  };
}
