import { useRef, useState } from 'react';
import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { blankLine, LineFormFields, type LineValue, lineFields, lineValue } from './line-form.tsx';
import { useLine } from './line-page.tsx';
import { Missing } from './missing.tsx';
import { account, budget, type Line } from './words.ts';

export function LineNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Line>(undefined);
  const create = useSave(budget.lines.create, [['budget-lines', town]]);
  const list = listPath(town, 'budget_line');
  return (
    <Page title={m.budget_line_create()} width="text" back={{ href: list, label: m.budget_lines() }}>
      <RecordForm<LineValue>
        may={TREASURERS}
        draftKey="budget_line:new"
        initial={blankLine()}
        submit={m.budget_line_create()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...lineFields(value) }, key });
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.budget_saved({ name: made.current.title }));
          go(recordPath(town, 'budget_line', made.current.id));
        }}
      >
        {(value, change) => <LineFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function LineEditPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useLine(id);
  if (error) return <Missing error={error} kind="budget_line" title={m.budget_lines()} />;
  return data ? <EditForm key={id} line={data} /> : <Skeleton lines={6} />;
}

function EditForm(props: { line: Line }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [line] = useState(props.line);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(budget.lines.update, [
    ['budget-lines', town],
    ['budget-line', town, line.id],
    ['stories', town, line.id],
  ]);
  const back = recordPath(town, 'budget_line', line.id);
  const name = `${line.year} ${account(line)} ${line.title}`;
  return (
    <Page title={m.budget_edit_title({ name })} width="text" back={{ href: back, label: name }}>
      <RecordForm<LineValue>
        may={TREASURERS}
        draftKey={`budget_line:${line.id}`}
        initial={lineValue(line)}
        submit={m.budget_save()}
        cancelHref={back}
        stored={{
          version: line.version,
          read: async () => {
            const now = await budget.lines.get({ town, id: line.id });
            return { version: now.version, value: lineValue(now) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: line.id, ...lineFields(value) }, version })
        }
        onSaved={() => {
          toast(m.budget_saved({ name }));
          go(back);
        }}
      >
        {(value, change) => <LineFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
