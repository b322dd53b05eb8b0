import { useState } from 'react';
import { newKey, problemOf, useEveryRow, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { saidBy } from './parts.tsx';
import { assessment, organisation } from './words.ts';

/** The agenda in other programs: a file to open, or a link to subscribe to. */
export function CalendarDialog({
  week,
  open,
  onClose,
}: {
  week: string;
  open: boolean;
  onClose: () => void;
}) {
  const town = useTown();
  const [person, setPerson] = useState('');
  const [path, setPath] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const people = useEveryRow(['people', town], (page) => organisation.people.list({ town, ...page }), open);
  const make = useSave(assessment.openFeed, []);
  const end = useSave(assessment.closeFeeds, []);
  const close = () => {
    setPath(undefined);
    setProblem(undefined);
    onClose();
  };
  const create = () =>
    make.mutateAsync({ input: { town, id: week, personId: person || null }, key: newKey() }).then(
      (made) => setPath(made.path),
      (error: unknown) => setProblem(problemOf(error)?.text ?? saidBy(error)),
    );
  const endAll = () =>
    end.mutateAsync({ input: { town, id: week } }).then(
      ({ ended }) => {
        setPath(undefined);
        toast(m.assessment_feeds_ended({ count: ended }));
      },
      (error: unknown) => setProblem(saidBy(error)),
    );
  return (
    <Dialog open={open} onClose={close} title={m.assessment_calendar()} wide>
      <Stack>
        <p>
          <a href={`/api/v1/towns/${town}/engagements/${week}/calendar.ics`} download>
            {m.assessment_calendar_file()}
          </a>
        </p>
        <p>{m.assessment_calendar_text()}</p>
        {problem && <Notice tone="danger" title={problem} />}
        {path ? (
          <TextField
            name="feed"
            label={m.assessment_calendar_link()}
            help={m.assessment_calendar_once()}
            readOnly
            value={location.origin + path}
            onChange={() => undefined}
          />
        ) : (
          <Select
            name="person"
            label={m.assessment_calendar_for()}
            optional
            none={m.assessment_calendar_whole()}
            options={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={person}
            onChange={setPerson}
          />
        )}
        <div className="k-actions">
          {!path && (
            <Button kind="primary" busy={make.isPending} onClick={() => void create()}>
              {m.assessment_calendar_make()}
            </Button>
          )}
          <Button busy={end.isPending} onClick={() => void endAll()}>
            {m.assessment_calendar_end()}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}
