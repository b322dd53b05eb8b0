import { type Fn, FUNCTIONS } from '#kernel/functions';
import { functionWord } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Select, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import type { FieldsProps } from './reach-fields.tsx';
import type { View } from './words.ts';

/** A consultant's access has an end, and a group has none. */
const GIVEN = FUNCTIONS.filter((fn) => fn !== 'consultant');

/** Which function members of a group hold, line by line. */
export function GroupFields({ value, change, towns }: FieldsProps & { towns: View['towns'] }) {
  const { groups } = value;
  const set = (at: number, part: Partial<(typeof groups)[number]>) =>
    change({ groups: groups.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  const add = () =>
    change({ groups: [...groups, { group: '', townSlug: towns[0]?.slug ?? '', function: 'employee' }] });
  return (
    <>
      <h3>{m.directory_groups()}</h3>
      <p>{m.directory_groups_help()}</p>
      {groups.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity while they are typed
        <div key={at} className="k-stack">
          <FormRow>
            <TextField
              name={`groups.${at}.group`}
              label={m.directory_group({ number: at + 1 })}
              autoComplete="off"
              value={one.group}
              onChange={(group) => set(at, { group })}
            />
            {towns.length > 1 && (
              <Select
                name={`groups.${at}.townSlug`}
                label={m.directory_group_town()}
                options={towns.map(({ slug, name }) => ({ value: slug, label: name }))}
                value={one.townSlug}
                onChange={(townSlug) => set(at, { townSlug })}
              />
            )}
            <Select
              name={`groups.${at}.function`}
              label={m.directory_group_function()}
              options={GIVEN.map((fn) => ({ value: fn, label: functionWord(fn) }))}
              value={one.function}
              onChange={(fn) => set(at, { function: fn as Fn })}
            />
          </FormRow>
          <div className="k-actions">
            <Button
              kind="quiet"
              small
              icon="trash"
              onClick={() => change({ groups: groups.filter((_one, n) => n !== at) })}
            >
              {m.directory_group_remove({ number: at + 1 })}
            </Button>
          </div>
        </div>
      ))}
      <div className="k-actions">
        <Button small icon="plus" onClick={add}>
          {m.directory_group_add()}
        </Button>
      </div>
    </>
  );
}
