import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';

export type SubjectKind = 'person' | 'user';

/** One human being as the town knows them: records of the organisation and accounts of the same name or address. */
export interface Subject {
  who: { kind: SubjectKind; id: string; name: string; detail: string }[];
  names: string[];
  logins: string[];
  persons: string[];
  users: string[];
}

interface Known {
  kind: SubjectKind;
  id: string;
  name: string;
  login: string;
  email: string;
  title: string;
}

/** A login that is no word of its own is also found inside texts; `it` or `rat` only where it stands alone as a value. */
const DISTINCTIVE = /[\d._@-]|^.{10,}$/;

const everybody = (tx: TownTx) => sql<Known>`
  select * from (
    select 'person' as kind, p.id, p.name, '' as login, p.email, p.title from person p where p.town_id = ${tx.actor.townId}
    union all
    select 'user', u.id, u.name, u.login, '', '' from app.town_users() u) k
  where k.name <> 'N. N.'`;

const viewOf = ({ kind, id, name, login, email, title }: Known) => ({
  kind,
  id,
  name,
  detail: [title, email, login].filter(Boolean).join(', '),
});

/** The last word of a name, as colleagues write it: "Frau Müller"; null when the name is one word. */
export function surnameOf({ who }: Subject): string | null {
  const words = (who[0]?.name ?? '').split(/\s+/);
  const last = words.at(-1) ?? '';
  return words.length > 1 && last.length > 2 ? last : null;
}

/** At most 50 people and accounts whose name, login, e-mail or title holds all words. */
export async function findPeople(tx: TownTx, words: string): Promise<Subject['who']> {
  const { rows } = await everybody(tx).execute(tx.db);
  const wanted = words.toLocaleLowerCase('de').split(/\s+/);
  const text = (k: Known) => `${k.name} ${k.login} ${k.email} ${k.title}`.toLocaleLowerCase('de');
  return rows
    .filter((known) => wanted.every((word) => text(known).includes(word)))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'))
    .slice(0, 50)
    .map(viewOf);
}

/** The subject behind a record or account; who bears the same name or address is taken to be the same. Refuses `not_found`. */
export async function readSubject(tx: TownTx, kind: SubjectKind, id: string): Promise<Subject> {
  const { rows } = await everybody(tx).execute(tx.db);
  const first =
    rows.find((known) => known.kind === kind && known.id === id) ?? refuse('not_found', 'not_found');
  const same = rows.filter(
    (known) =>
      known === first ||
      known.name.toLowerCase() === first.name.toLowerCase() ||
      (first.email !== '' && known.email.toLowerCase() === first.email.toLowerCase()),
  );
  const unique = (values: string[]) => [...new Set(values.filter((value) => value !== ''))];
  return {
    who: same.map(viewOf),
    names: unique(
      same.flatMap(({ name, email, login }) => [name, email, DISTINCTIVE.test(login) ? login : '']),
    ),
    logins: unique(same.map((known) => known.login)),
    persons: same.filter((known) => known.kind === 'person').map((known) => known.id),
    users: same.filter((known) => known.kind === 'user').map((known) => known.id),
  };
}
