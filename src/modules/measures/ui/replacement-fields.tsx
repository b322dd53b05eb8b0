import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { MoneyField, Select, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Card } from '#ui-kit/page';
import { CERTAINTIES, type Certainty, type Replacement } from './economy-words.ts';
import { budget } from './measure-form.tsx';
import { options } from './words.ts';

export const NO_REPLACEMENT: Replacement = {
  title: '',
  contractId: null,
  yearlyLeastCents: 0,
  yearlyMostCents: 0,
  fromYear: 1,
  certainty: 'estimated',
};

interface Props {
  at: number;
  value: Replacement;
  change: (part: Partial<Replacement>) => void;
  onRemove: () => void;
}

/** Something that falls away once the measure works; a contract of the town brings its name along. */
export function ReplacementFields({ at, value, change, onRemove }: Props) {
  const town = useTown();
  const { data } = useRecord(['contracts', town, 'choices'], () =>
    budget.contracts.list({ town, limit: 200 }),
  );
  const name = (field: string) => `replacements.${at}.${field}`;
  return (
    <Card>
      <Select
        name={name('contractId')}
        label={m.measures_replaced_contract()}
        optional
        none={m.measures_replaced_no_contract()}
        options={(data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        value={value.contractId ?? ''}
        onChange={(id) =>
          change({
            contractId: id || null,
            title: data?.rows.find((one) => one.id === id)?.title.slice(0, 200) ?? value.title,
          })
        }
      />
      <TextField
        name={name('title')}
        label={m.measures_replaced_what()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <FormRow>
        <MoneyField
          name={name('yearlyLeastCents')}
          label={m.measures_replaced_least()}
          value={value.yearlyLeastCents}
          onChange={(cents) => change({ yearlyLeastCents: cents as number })}
        />
        <MoneyField
          name={name('yearlyMostCents')}
          label={m.measures_replaced_most()}
          value={value.yearlyMostCents}
          onChange={(cents) => change({ yearlyMostCents: cents as number })}
        />
      </FormRow>
      <FormRow>
        <Select
          name={name('fromYear')}
          label={m.measures_replaced_from()}
          options={[1, 2, 3, 4, 5].map((year) => ({
            value: String(year),
            label: m.measures_replaced_from_year({ year }),
          }))}
          value={String(value.fromYear)}
          onChange={(year) => change({ fromYear: Number(year) })}
        />
        <Select
          name={name('certainty')}
          label={m.measures_certainty()}
          options={options(CERTAINTIES)}
          value={value.certainty}
          onChange={(given) => change({ certainty: given as Certainty })}
        />
      </FormRow>
      <p>
        <Button small icon="trash" onClick={onRemove}>
          {m.measures_replaced_remove()}
        </Button>
      </p>
    </Card>
  );
}
