import { useState } from 'react';
import type { catalogueContract } from '#modules/catalogue/contract';
import { api, RecordForm, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea } from '#ui-kit/fields';
import { Section, Stack } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import type { Framework } from './words.ts';

const { corrections } = api<typeof catalogueContract>('catalogue');
type Correction = Awaited<ReturnType<typeof corrections.get>>;
type Requirement = Framework['requirements'][number];

const MODALS = {
  MUST: m.assessment_modal_must,
  SHOULD: m.assessment_modal_should,
  MAY: m.assessment_modal_may,
};
const FREQUENCIES = {
  yearly: m.assessment_frequency_yearly,
  on_change: m.assessment_frequency_on_change,
  once: m.assessment_frequency_once,
  none: m.assessment_frequency_none,
};
const choices = <Key extends string>(words: Record<Key, () => string>) =>
  (Object.keys(words) as Key[]).map((value) => ({ value, label: words[value]() }));

interface ConfirmationProps {
  framework: string;
  requirement: Requirement;
  editor: boolean;
}

/** What of a requirement has been compared with the published standard; the town may do so from its own copy. */
export function Confirmation({ framework, requirement, editor }: ConfirmationProps) {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const { data } = useRecord(['corrections', town, framework], () =>
    corrections.list({ town, framework, limit: 200 }),
  );
  const { number, modal, frequency } = requirement.confirmedParts;
  if (!requirement.modal || !data) return null;
  const known = data.rows.find((row) => row.requirement === requirement.code);
  if (number && modal && frequency && !known) return null;
  const missing = [
    !number && m.assessment_part_number(),
    !modal && m.assessment_part_modal(),
    !frequency && m.assessment_part_frequency(),
  ].filter(Boolean);
  const close = () => setOpen(false);
  return (
    <Section title={m.assessment_confirmation()}>
      <Stack>
        <p>
          <Badge tone={known ? 'success' : 'warning'}>
            {known
              ? m.assessment_confirmed_by_town()
              : m.assessment_unconfirmed({ parts: missing.join(', ') })}
          </Badge>
        </p>
        <p className="k-help">
          {[
            MODALS[known?.modal ?? requirement.modal](),
            FREQUENCIES[known?.frequency ?? requirement.frequency](),
            known?.source,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {editor && (
          <Button small icon="edit" onClick={() => setOpen(true)}>
            {m.assessment_confirm_requirement()}
          </Button>
        )}
      </Stack>
      <Dialog open={open} onClose={close} title={m.assessment_confirm_requirement()}>
        <CorrectionForm
          key={known?.version}
          framework={framework}
          requirement={requirement}
          known={known}
          onClose={close}
        />
      </Dialog>
    </Section>
  );
}

interface Value {
  modal: string;
  frequency: string;
  source: string;
}

function CorrectionForm(
  props: Omit<ConfirmationProps, 'editor'> & { known: Correction | undefined; onClose: () => void },
) {
  const { framework, requirement, known, onClose } = props;
  const town = useTown();
  const lists = [
    ['corrections', town],
    ['catalogues', town],
    ['scores', town],
  ];
  const create = useSave(corrections.create, lists);
  const update = useSave(corrections.update, lists);
  const fields = ({ modal, frequency, source }: Value) => ({
    modal: (modal || null) as Correction['modal'],
    frequency: (frequency || null) as Correction['frequency'],
    source,
  });
  const stored = known && {
    version: known.version,
    read: async () => {
      const now = await corrections.get({ town, id: known.id });
      return { version: now.version, value: formValue(now, requirement) };
    },
  };
  return (
    <RecordForm<Value>
      draftKey={`correction:${framework} ${requirement.code}`}
      initial={formValue(known, requirement)}
      {...(stored ? { stored } : {})}
      submit={m.assessment_save()}
      onCancel={onClose}
      save={(value, key, version) =>
        known
          ? update.mutateAsync({ input: { town, id: known.id, ...fields(value) }, version })
          : create.mutateAsync({
              input: {
                town,
                framework: framework as Correction['framework'],
                requirement: requirement.code,
                ...fields(value),
              },
              key,
            })
      }
      onSaved={() => {
        toast(m.assessment_saved());
        onClose();
      }}
    >
      {(value, change) => (
        <>
          <p>{m.assessment_confirm_lead()}</p>
          <Select
            name="modal"
            label={m.assessment_part_modal()}
            options={choices(MODALS)}
            value={value.modal}
            onChange={(modal) => change({ modal })}
          />
          <Select
            name="frequency"
            label={m.assessment_part_frequency()}
            options={choices(FREQUENCIES)}
            value={value.frequency}
            onChange={(frequency) => change({ frequency })}
          />
          <TextArea
            name="source"
            label={m.assessment_confirm_source()}
            help={m.assessment_confirm_source_help()}
            rows={2}
            maxLength={1000}
            value={value.source}
            onChange={(source) => change({ source })}
          />
        </>
      )}
    </RecordForm>
  );
}

const formValue = (known: Correction | undefined, requirement: Requirement): Value => ({
  modal: known?.modal ?? requirement.modal ?? '',
  frequency: known?.frequency ?? requirement.frequency,
  source: known?.source ?? '',
});
