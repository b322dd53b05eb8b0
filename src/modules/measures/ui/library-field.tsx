import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { library, local } from './library-words.ts';
import { PickList } from './pick-list.tsx';

interface Props {
  /** Keys with blanks between them; a draft of earlier days has none. */
  value: string | undefined;
  onChange: (value: string) => void;
}

/** Which measures of the library a measure stands for, those first: they are not suggested any more. */
export function LibraryField({ value = '', onChange }: Props) {
  const town = useTown();
  const { data } = useRecord(['measure-library', town, 'choices'], () => library.list({ town, limit: 200 }));
  if (!data) return null;
  const chosen = value.split(' ').filter(Boolean);
  const choices = data.rows.map(({ id, title }) => ({ id, label: local(title), help: '', href: '' }));
  return (
    <PickList
      name="library"
      label={m.measures_stands_for()}
      choices={[
        ...choices.filter(({ id }) => chosen.includes(id)),
        ...choices.filter(({ id }) => !chosen.includes(id)),
      ]}
      value={chosen}
      onChange={(keys) => onChange(keys.join(' '))}
    />
  );
}
