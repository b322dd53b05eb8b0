import { useState } from 'react';
import { problemOf, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox, CheckGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { privacy, type TracesData, type Who } from './clients.ts';
import { tableWord } from './table-words.ts';

interface AnonymiseDialogProps {
  open: boolean;
  onClose: () => void;
  who: Pick<Who, 'kind' | 'id' | 'name'> & { also: string };
  data: TracesData;
}

/** Says what stays and what goes, and asks for the name, since nothing brings it back. */
export function AnonymiseDialog({ open, onClose, who, data }: AnonymiseDialogProps) {
  const town = useTown();
  const { setQuery } = useAddress();
  const [name, setName] = useState('');
  const { surname } = data;
  const [alone, setAlone] = useState(data.namesakes.length === 0);
  // Beside somebody of the same name a text cannot say whom it means: there the words stay unless somebody decides otherwise.
  const [replaced, setReplaced] = useState<string[] | null>(null);
  const texts = data.texts.filter((text) => alone || !text.surname);
  const chosen = replaced ?? (data.namesakes.length > 0 ? [] : data.texts.map(({ cell }) => cell));
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const anonymise = useSave(privacy.anonymise, [
    ['privacy-people', town],
    ['privacy-traces', town],
  ]);
  const send = async () => {
    try {
      const { kind, id, also } = who;
      const kept = texts.map(({ cell }) => cell).filter((cell) => !chosen.includes(cell));
      const { changed } = await anonymise.mutateAsync({
        input: { town, kind, id, also, name, surname: alone && surname !== null, kept },
      });
      toast(m.privacy_anonymised({ count: changed }));
      onClose();
      setQuery({});
    } catch (error) {
      const refused = problemOf(error);
      setFaults([...(refused?.fields ?? [])]);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.privacy_unreachable()));
    }
  };
  return (
    <Dialog open={open} onClose={onClose} title={m.privacy_anonymise_title({ name: who.name })} wide>
      <div className="k-prose">
        <p>{m.privacy_anonymise_goes()}</p>
        <p>{m.privacy_anonymise_stays()}</p>
        <p>{m.privacy_anonymise_final()}</p>
      </div>
      <Form
        onSubmit={send}
        faults={faults}
        problem={problem}
        submit={m.privacy_anonymise_submit()}
        onCancel={onClose}
      >
        {surname && (
          <Checkbox
            name="surname"
            label={m.privacy_surname({ word: surname.word, count: surname.count })}
            value={alone}
            onChange={setAlone}
          />
        )}
        <TextsToReplace data={data} texts={texts} chosen={chosen} onChange={setReplaced} />
        <TextField
          name="name"
          label={m.privacy_anonymise_name()}
          help={m.privacy_anonymise_name_help({ name: who.name })}
          autoComplete="off"
          value={name}
          onChange={setName}
        />
      </Form>
    </Dialog>
  );
}

interface TextsProps {
  data: TracesData;
  texts: TracesData['texts'];
  /** Cells whose words are replaced. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Texts that name the person, each with where it stands, to be replaced or left. */
function TextsToReplace({ data, texts, chosen, onChange }: TextsProps) {
  if (texts.length === 0) return null;
  return (
    <CheckGroup
      name="kept"
      label={m.privacy_texts({ count: texts.length })}
      help={
        data.namesakes.length > 0
          ? m.privacy_texts_namesakes()
          : data.moreTexts > 0
            ? m.privacy_texts_more({ count: data.moreTexts })
            : m.privacy_texts_help()
      }
      options={texts.map((text) => ({
        value: text.cell,
        label: text.excerpt,
        help: text.href ? (
          <a href={text.href} target="_blank" rel="noreferrer">
            {m.privacy_text_open({ place: tableWord(text.table) })}
          </a>
        ) : (
          tableWord(text.table)
        ),
      }))}
      value={chosen}
      onChange={onChange}
    />
  );
}
