import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { library, local } from './library-words.ts';
import { PickList } from './pick-list.tsx';

/** Which measures of the library a measure stands for: those are not suggested any more. */
export function LibraryField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const town = useTown();
  const { data } = useRecord(['measure-library', town, 'choices'], () => library.list({ town, limit: 200 }));
  if (!data) return null;
  return (
    <PickList
      name="library"
      label={m.measures_stands_for()}
      choices={data.rows.map(({ id, title }) => ({ id, label: local(title), help: '', href: '' }))}
      value={value.split(' ').filter(Boolean)}
      onChange={(keys) => onChange(keys.join(' '))}
    />
  );
}
