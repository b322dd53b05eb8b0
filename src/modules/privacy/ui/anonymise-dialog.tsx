import { useState } from 'react';
import { problemOf, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { privacy, type Who } from './clients.ts';

interface AnonymiseDialogProps {
  open: boolean;
  onClose: () => void;
  who: Pick<Who, 'kind' | 'id' | 'name'>;
  surname: { word: string; count: number; examples: string[] } | null;
}

/** Says what stays and what goes, and asks for the name, since nothing brings it back. */
export function AnonymiseDialog({ open, onClose, who, surname }: AnonymiseDialogProps) {
  const town = useTown();
  const { setQuery } = useAddress();
  const [name, setName] = useState('');
  const [alone, setAlone] = useState(true);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const anonymise = useSave(privacy.anonymise, [
    ['privacy-people', town],
    ['privacy-traces', town],
  ]);
  const send = async () => {
    try {
      const { kind, id } = who;
      const { changed } = await anonymise.mutateAsync({
        input: { town, kind, id, name, surname: alone && surname !== null },
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
            help={surname.examples.join(' … ')}
            value={alone}
            onChange={setAlone}
          />
        )}
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
