import { m } from '#texts';
import { NumberField, Select } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import type { Stated } from '../domain/older-comparison.ts';
import { type OlderComparison, STATED_WORDS } from './older-parts.ts';
import { local, options } from './words.ts';

export type ChapterValue = { stated: Stated | ''; percent: number | null };

interface FieldsProps {
  chapters: OlderComparison['olderChapters'];
  values: Readonly<Record<string, ChapterValue>>;
  onChange: (code: string, value: ChapterValue) => void;
}

/** A line for each chapter of the older edition: a word, or a percentage. */
export function OlderChapterFields({ chapters, values, onChange }: FieldsProps) {
  return chapters.map(({ code, title }) => {
    const value = values[code] ?? { stated: '' as const, percent: null };
    return (
      <FormRow key={code}>
        <Select
          name={`stated-${code}`}
          label={`${code} ${local(title)}`}
          optional
          none={m.assessment_older_not_assessed()}
          options={options(STATED_WORDS)}
          value={value.stated}
          onChange={(stated) => onChange(code, { ...value, stated: stated as Stated | '' })}
        />
        {value.stated === 'percent' ? (
          <NumberField
            name={`percent-${code}`}
            label={m.assessment_older_percent_of({ code })}
            unit="%"
            min={0}
            max={100}
            value={value.percent}
            onChange={(percent) => onChange(code, { ...value, percent })}
          />
        ) : null}
      </FormRow>
    );
  });
}
