import { useState } from 'react';
import { useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Select, TextArea } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { Card, Prose } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import type { ControlState } from '../domain/control-states.ts';
import { type Control, catalogues, MODALS, STATES, toldAsToast } from './words.ts';

interface CardProps {
  /** The catalogue. */
  id: string;
  control: Control;
  reason: string | undefined;
}

/** What fits on two lines stands open, e.g. effort and references of a question. */
const isShort = (text: string): boolean => text !== '' && text.length <= 160;

/** A requirement with its text and how far it is met. */
export function ControlCard({ id, control, reason }: CardProps) {
  return (
    <Card title={`${control.code} ${control.title}`}>
      {control.modal && <Badge tone="neutral">{MODALS[control.modal]()}</Badge>}
      {control.statement && control.statement !== control.title && <Prose text={control.statement} />}
      {isShort(control.guidance) && <Prose text={control.guidance} />}
      {control.guidance && !isShort(control.guidance) && (
        <details className="k-details">
          <summary>
            <Icon name="right" />
            {m.catalogue_guidance()}
          </summary>
          <Prose text={control.guidance} />
        </details>
      )}
      {control.answer?.changed && <Notice tone="warning" title={m.catalogue_text_changed()} />}
      <Answer
        key={`${control.answer?.state} ${control.answer?.note}`}
        id={id}
        control={control}
        reason={reason}
      />
    </Card>
  );
}

function Answer({ id, control, reason }: CardProps) {
  const town = useTown();
  const given = { state: control.answer?.state ?? ('' as const), note: control.answer?.note ?? '' };
  const [value, setValue] = useState<{ state: ControlState | ''; note: string }>(given);
  const save = useSave(catalogues.answer, [['catalogues', town]]);
  const touched = value.state !== given.state || value.note !== given.note || control.answer?.changed;
  const { state, note } = value;
  const keep = async () => {
    if (!state) return;
    await save
      .mutateAsync({ input: { town, id, code: control.code, state, note } })
      .then(() => toast(m.catalogue_saved()), toldAsToast);
  };
  if (reason)
    return (
      <p>
        {m.catalogue_state()} {given.state ? STATES[given.state]() : m.catalogue_state_none()}
      </p>
    );
  return (
    <>
      <FormRow>
        <Select
          name={`state-${control.code}`}
          label={m.catalogue_state()}
          none={m.catalogue_state_none()}
          options={(Object.keys(STATES) as ControlState[]).map((key) => ({
            value: key,
            label: STATES[key](),
          }))}
          value={state}
          onChange={(chosen) => setValue({ ...value, state: chosen as ControlState | '' })}
        />
        <TextArea
          name={`note-${control.code}`}
          label={m.catalogue_note()}
          optional
          rows={1}
          maxLength={4000}
          value={note}
          onChange={(text) => setValue({ ...value, note: text })}
        />
      </FormRow>
      {touched && state && (
        <div className="k-actions">
          <Button kind="primary" busy={save.isPending} onClick={() => void keep()}>
            {m.catalogue_save()}
          </Button>
        </div>
      )}
    </>
  );
}
