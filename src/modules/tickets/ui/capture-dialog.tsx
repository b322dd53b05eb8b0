import { useEffect, useRef, useState } from 'react';
import { recordPath } from '#kernel/paths';
import { useAddress, useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { RequesterField } from './requester-field.tsx';
import { type Requester, type Row, requesterFields, tickets, touched, type useWorkplace } from './words.ts';

type Desks = NonNullable<ReturnType<typeof useWorkplace>['data']>['desks'];

/** Somebody calls: who, about what, what; Enter in the last field saves and opens the ticket. */
export function CaptureDialog({ desks, onClose }: { desks: Desks; onClose: () => void }) {
  const town = useTown();
  const { go } = useAddress();
  const [deskId, setDeskId] = useState(desks[0]?.id ?? '');
  const [who, setWho] = useState<Requester | null>(null);
  const [categoryId, setCategoryId] = useState('');
  const [title, setTitle] = useState('');
  const made = useRef<Row>(undefined);
  const { run, faults, problem } = useDialogWork(() => {
    onClose();
    if (made.current) go(recordPath(town, 'ticket', made.current.id));
  });
  const create = useSave(tickets.create, touched(town));
  const box = useRef<HTMLDivElement>(null);
  // After the dialog itself has taken the focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => box.current?.querySelector('input')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const desk = desks.find(({ id }) => id === deskId);
  const save = async (key: string) => {
    made.current = await create.mutateAsync({
      input: {
        town,
        deskId,
        title,
        channel: 'phone',
        categoryId: categoryId || null,
        ...requesterFields(who),
      },
      key,
    });
    return made.current;
  };
  return (
    <Dialog open onClose={onClose} title={m.tickets_capture()}>
      <div ref={box}>
        <Form
          onSubmit={() => run(save, (row) => m.tickets_captured({ name: row.name }))}
          submit={m.tickets_capture_save()}
          onCancel={onClose}
          faults={faults}
          problem={problem}
          unsaved={title !== ''}
        >
          <RequesterField value={who} onChange={setWho} />
          {desks.length > 1 && (
            <Select
              name="deskId"
              label={m.tickets_desk()}
              options={desks.map(({ id, name }) => ({ value: id, label: name }))}
              value={deskId}
              onChange={(id) => {
                setDeskId(id);
                setCategoryId('');
              }}
            />
          )}
          <Select
            name="categoryId"
            label={m.tickets_category()}
            optional
            none={m.tickets_category_none()}
            options={(desk?.categories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={categoryId}
            onChange={setCategoryId}
          />
          <TextField
            name="title"
            label={m.tickets_what()}
            maxLength={200}
            value={title}
            onChange={setTitle}
          />
        </Form>
      </div>
    </Dialog>
  );
}
