/**
 * How somebody is recognised in a column, and what takes their place when they are anonymised (GDPR Art. 17):
 * - `name`: a name or address, alone or in a list -> "N. N."
 * - `login`: the name of an account -> "N. N.", or the row goes with the account
 * - `user`, `person`: points at an account (is emptied) or a record of the organisation (which is then called "N. N.")
 * - `about`: says something of whom the row belongs to -> emptied
 * - `text`: written by people and may name anybody -> somebody decides for every place
 * - `copy`: the machine's copy of other columns (story, search, drafts, replays) -> follows them
 * - `none`: closed words, keys, check sums, foreign records: never of a person, and never compared with one
 */
export type Mark = 'name' | 'login' | 'user' | 'person' | 'about' | 'text' | 'copy' | 'none';

/** The columns of one table by mark; keys of other records that a foreign key explains need none. */
export type Marks = { readonly [M in Mark]?: readonly string[] };

/** `table.column` -> mark, as the doors of the database take it. */
export function flatMarks(tables: Readonly<Record<string, Marks>>): Record<string, Mark> {
  const flat: Record<string, Mark> = {};
  for (const [table, marks] of Object.entries(tables))
    for (const [mark, columns] of Object.entries(marks) as [Mark, readonly string[]][])
      for (const column of columns) flat[`${table}.${column}`] = mark;
  return flat;
}
