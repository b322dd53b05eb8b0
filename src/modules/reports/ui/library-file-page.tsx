import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { useHolds, useReadAnew, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { FileField } from '#ui-kit/file-field';
import { Form } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { blocksPath } from './block-words.ts';

interface Counts {
  added: number;
  changed: number;
  same: number;
  /** Of these, what other towns may take from then on. */
  released: number;
}
interface Found {
  measures: Counts;
  textBlocks: Counts;
}
interface Refused {
  text: string;
  fields: { path: string; text: string }[];
}

const addressOf = (town: string): string => `/api/v1/towns/${encodeURIComponent(town)}/library-file`;

/** The own library as a file: to be kept elsewhere, or brought into another installation. */
export function LibraryFilePage() {
  const town = useTown();
  const edits = useHolds(EDITORS);
  return (
    <Page
      title={m.reports_library_file()}
      lead={m.reports_library_file_lead()}
      width="text"
      back={{ href: blocksPath(town), label: m.reports_blocks() }}
    >
      {edits ? (
        <Stack>
          <Section title={m.reports_library_out()}>
            <Stack>
              <Prose text={m.reports_library_out_text()} />
              <div>
                <ButtonLink icon="download" href={addressOf(town)} download>
                  {m.reports_library_download()}
                </ButtonLink>
              </div>
            </Stack>
          </Section>
          <Bring />
        </Stack>
      ) : (
        <Notice tone="info" title={m.reports_may_only_editors()} />
      )}
    </Page>
  );
}

function Bring() {
  const town = useTown();
  const readAnew = useReadAnew();
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (address: string): Promise<Found | Refused | null> => {
    if (!file) {
      setProblem(m.reports_choose_file());
      return null;
    }
    const answer = await bring(address, file);
    setProblem(undefined);
    setFound('measures' in answer ? answer : null);
    setRefused('measures' in answer ? null : answer);
    return answer;
  };
  const keep = async () => {
    setBusy(true);
    const answer = await send(`${addressOf(town)}?keep=1`).finally(() => setBusy(false));
    if (!answer || !('measures' in answer)) return;
    toast(m.reports_library_kept());
    setFound(null);
    await readAnew();
  };
  return (
    <Section title={m.reports_library_in()}>
      <Stack>
        <Prose text={m.reports_library_in_text()} />
        <Form
          onSubmit={async () => void (await send(addressOf(town)))}
          submit={m.reports_library_check()}
          problem={problem}
        >
          <FileField
            name="library"
            label={m.reports_library_choose()}
            accept=".yaml,.yml"
            onChange={(chosen) => {
              setFile(chosen);
              setFound(null);
              setRefused(null);
            }}
          />
        </Form>
        {refused && <Faults refused={refused} />}
        {found && (
          <>
            <Holds found={found} />
            {releases(found) > 0 && (
              <Notice tone="warning" title={m.reports_library_releases({ count: releases(found) })} />
            )}
            <div>
              <Button
                kind="primary"
                busy={busy}
                reason={changes(found) === 0 ? m.reports_library_nothing() : undefined}
                onClick={() => void keep()}
              >
                {m.reports_library_keep()}
              </Button>
            </div>
          </>
        )}
      </Stack>
    </Section>
  );
}

const changes = ({ measures, textBlocks }: Found): number =>
  measures.added + measures.changed + textBlocks.added + textBlocks.changed;

const releases = ({ measures, textBlocks }: Found): number => measures.released + textBlocks.released;

/** What would come of the file. */
function Holds({ found }: { found: Found }) {
  const rows = [
    { id: 'measures', name: m.reports_library_measures(), ...found.measures },
    { id: 'textBlocks', name: m.reports_blocks(), ...found.textBlocks },
  ];
  return (
    <PlainTable
      label={m.reports_library_holds()}
      rows={rows}
      columns={[
        { title: m.reports_library_holds(), cell: ({ name }) => name },
        { title: m.reports_library_added(), align: 'end', cell: ({ added }) => String(added) },
        { title: m.reports_library_changed(), align: 'end', cell: ({ changed }) => String(changed) },
        { title: m.reports_library_same(), align: 'end', cell: ({ same }) => String(same) },
      ]}
    />
  );
}

/** "Textbausteine 1, class" for `textBlocks.0.class`, "Zeile 4" for `4:12`. */
function placeOf(path: string): string {
  const line = /^(\d+):\d+$/.exec(path)?.[1];
  if (line) return m.reports_library_line({ line });
  const [list, at, ...rest] = path.split('.');
  const name = { measures: m.reports_library_measures, textBlocks: m.reports_blocks }[list ?? ''];
  return name && at ? [`${name()} ${Number(at) + 1}`, rest.join('.')].filter(Boolean).join(', ') : path;
}

/** Every fault with its place in the file. */
function Faults({ refused }: { refused: Refused }) {
  return (
    <Notice live tone="danger" title={refused.text}>
      {refused.fields.length > 0 && (
        <ul>
          {refused.fields.map(({ path, text }) => (
            <li key={`${path} ${text}`}>{[placeOf(path), text].filter((part) => part !== '').join(': ')}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

async function bring(address: string, file: File): Promise<Found | Refused> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/yaml' },
    body: file,
  }).catch(() => null);
  const said = (await answer?.json().catch(() => null)) as Found | Refused | null;
  return said ?? { text: m.reports_unreachable(), fields: [] };
}
