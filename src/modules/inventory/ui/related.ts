import { type RecordLinkKind, recordPath } from '#kernel/paths';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import type { ChainGroup, ChainProps } from '#ui-kit/chain';
import type { TimelineEntry } from '#ui-kit/timeline';

interface Link {
  kind: RecordLinkKind;
  id: string;
  label: string;
}
interface StoryLine {
  at: string;
  by: string;
  event: string;
  note: string | null;
  changes: { field: string; from: string | null; to: string | null }[];
}

/** What is asked of the overview: it stands above this module, so no contract of it is imported here. */
interface Overview {
  thread: (input: { town: string; kind: string; id: string }) => Promise<{ up: Link[]; down: Link[] }>;
  story: (input: { town: string; id: string }) => Promise<{ lines: StoryLine[] }>;
}
const cockpit: Overview = api<never>('cockpit');

const GROUPS: Partial<Record<RecordLinkKind, () => string>> = {
  finding: m.inventory_chain_findings,
  measure: m.inventory_chain_measures,
};

/** Where an item comes from and what came of it. */
export function useChain(id: string, here: string): ChainProps {
  const town = useTown();
  const { data } = useRecord(['threads', town, 'item', id], () => cockpit.thread({ town, kind: 'item', id }));
  const groups = (links: Link[] = []): ChainGroup[] =>
    [...new Set(links.map(({ kind }) => kind))].map((kind) => ({
      title: GROUPS[kind]?.() ?? m.inventory_chain_others(),
      links: links
        .filter((link) => link.kind === kind)
        .map((link) => ({ title: link.label, href: recordPath(town, kind, link.id) })),
    }));
  return { here, up: groups(data?.up), down: groups(data?.down) };
}

const EVENTS: Record<string, () => string> = {
  created: m.inventory_event_created,
  changed: m.inventory_event_changed,
  removed: m.inventory_event_removed,
};

interface FieldWord {
  label: () => string;
  /** How a stored value reads; without it only the change itself is told. */
  show?: (value: string) => string;
}

/** The story of a record, newest first; `words` names the fields as the form does. */
export function useStory(id: string, words: Readonly<Record<string, FieldWord>>): TimelineEntry[] {
  const town = useTown();
  const { data } = useRecord(['stories', town, id], () => cockpit.story({ town, id }));
  const entries = (data?.lines ?? []).map((line): TimelineEntry => {
    const step = line.event.split('.').at(-1) ?? '';
    const changed = step === 'created' ? [] : line.changes;
    const silent = changed.flatMap(({ field }) =>
      words[field] && !words[field].show ? [words[field].label()] : [],
    );
    const what = [EVENTS[step]?.() ?? line.event, ...silent].join(' · ');
    return {
      id: `${line.at} ${line.event}`,
      who: line.by,
      at: line.at,
      what: line.note ? `${what}: ${line.note}` : what,
      changes: changed.flatMap(({ field, from, to }) => {
        const word = words[field];
        const show = word?.show;
        return show ? [{ field: word.label(), from: from ? show(from) : '', to: to ? show(to) : '' }] : [];
      }),
    };
  });
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}
