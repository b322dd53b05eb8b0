import { useState } from 'react';
import { newKey, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { RadioGroup } from '#ui-kit/choices';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { toast } from '#ui-kit/toast';
import { saidBy } from './parts.tsx';
import { assessment } from './words.ts';

function useOwnTemplate() {
  const town = useTown();
  return useRecord(['agenda-template', town], () => assessment.agendaTemplate({ town })).data?.own;
}
const told = (error: unknown) => toast(saidBy(error), { tone: 'danger' });

/** A whole agenda at one press, each entry to be changed afterwards. */
export function FromTemplate({ week }: { week: string }) {
  const town = useTown();
  const own = useOwnTemplate();
  const [chosen, setChosen] = useState<'shipped' | 'own'>();
  const template = chosen ?? (own ? 'own' : 'shipped');
  const fill = useSave(assessment.fillAgenda, [
    ['agenda', town],
    ['gates', town],
  ]);
  return (
    <Notice title={m.assessment_agenda_empty()}>
      <p>{m.assessment_agenda_empty_text()}</p>
      {own && (
        <RadioGroup
          name="template"
          label={m.assessment_template_use()}
          options={[
            {
              value: 'own',
              label: m.assessment_template_own({ count: own.entries, date: date(own.savedAt) }),
            },
            { value: 'shipped', label: m.assessment_template_shipped() },
          ]}
          value={template}
          onChange={(value) => setChosen(value === 'own' ? 'own' : 'shipped')}
        />
      )}
      <Button
        icon="plus"
        busy={fill.isPending}
        onClick={() =>
          void fill.mutateAsync({ input: { town, id: week, template }, key: newKey() }).catch(told)
        }
      >
        {m.assessment_agenda_fill()}
      </Button>
    </Notice>
  );
}

/** Keeps the agenda of this week for the next one. */
export function SaveTemplate({ week }: { week: string }) {
  const town = useTown();
  const own = useOwnTemplate();
  const save = useSave(assessment.saveAgendaTemplate, [['agenda-template', town]]);
  const press = async () => {
    const yes = await confirm({
      title: m.assessment_template_save_title(),
      text: (
        <>
          <p>{m.assessment_template_save_text()}</p>
          {own && <p>{m.assessment_template_replace_text({ date: date(own.savedAt) })}</p>}
        </>
      ),
      action: m.assessment_template_save(),
    });
    if (!yes) return;
    await save
      .mutateAsync({ input: { town, id: week } })
      .then(({ entries }) => toast(m.assessment_template_saved({ count: entries })), told);
  };
  return (
    <Button small kind="quiet" icon="save" busy={save.isPending} onClick={() => void press()}>
      {m.assessment_template_save()}
    </Button>
  );
}
