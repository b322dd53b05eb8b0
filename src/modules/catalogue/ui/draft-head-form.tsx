import { RecordForm } from '#platform/client';
import { m } from '#texts';
import { TextField } from '#ui-kit/fields';

export interface HeadValue {
  title: string;
  edition: string;
  source: string;
  licence: string;
}
export const blankHead: HeadValue = { title: '', edition: '', source: '', licence: '' };

type FormProps = Omit<Parameters<typeof RecordForm<HeadValue>>[0], 'children'>;

/** Title, edition, publisher and licence of a catalogue being written. */
export const HeadForm = (props: FormProps) => (
  <RecordForm<HeadValue> {...props}>
    {(value, change) => (
      <>
        <TextField
          name="title"
          label={m.catalogue_draft_name()}
          help={m.catalogue_draft_name_help()}
          maxLength={500}
          value={value.title}
          onChange={(title) => change({ title })}
        />
        <TextField
          name="edition"
          label={m.catalogue_draft_edition()}
          help={m.catalogue_draft_edition_help()}
          optional
          maxLength={100}
          width="16rem"
          value={value.edition}
          onChange={(edition) => change({ edition })}
        />
        <TextField
          name="source"
          label={m.catalogue_draft_source()}
          help={m.catalogue_draft_source_help()}
          optional
          maxLength={500}
          value={value.source}
          onChange={(source) => change({ source })}
        />
        <TextField
          name="licence"
          label={m.catalogue_draft_licence()}
          help={m.catalogue_draft_licence_help()}
          optional
          maxLength={500}
          value={value.licence}
          onChange={(licence) => change({ licence })}
        />
      </>
    )}
  </RecordForm>
);
