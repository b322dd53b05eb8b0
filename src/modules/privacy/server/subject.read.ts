import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import { nameForms, surnameIn } from '../domain/name-forms.ts';
import { marks } from './rules.ts';

export type SubjectKind = 'person' | 'user' | 'invitation';

export interface Someone {
  kind: SubjectKind;
  id: string;
  name: string;
  detail: string;
}

/** Whom a request is about; `also` = keys of the namesakes that are the same human being, joined by commas. */
export interface Asked {
  kind: SubjectKind;
  id: string;
  also?: string | undefined;
}

/** One human being as the town knows them: records, accounts and invitations that belong together. */
export interface Subject {
  first: Someone;
  /** All that belong together, the one asked for first. */
  who: Someone[];
  /** Same name, taken to be somebody else; their rows are left alone. */
  namesakes: Someone[];
  /** Keys of those of the same name that may or may not be the same: somebody can say so. */
  sameName: string[];
  /** Every way the name is written, addresses, and logins that are no words of their own. */
  forms: string[];
  logins: string[];
}

interface Known extends Omit<Someone, 'detail'> {
  login: string;
  email: string;
  title: string;
}

/** A login that is no word of its own is also found inside texts; `it` or `rat` only where logins stand. */
const DISTINCTIVE = /[\d._@-]|^.{10,}$/;

const everybody = async (tx: TownTx): Promise<Known[]> => {
  const { rows } = await sql<Known>`select * from (
      select 'person' as kind, p.id, p.name, '' as login, p.email, p.title from person p where p.town_id = ${tx.actor.townId}
      union all select 'user', u.id, u.name, u.login, u.email, '' from app.door_known_users() u
      union all select 'invitation', i.id, i.name, i.login, '', '' from invitation i
        where i.town_id = ${tx.actor.townId} and i.used_at is null) k
    where k.name <> 'N. N.' order by kind desc, id`.execute(tx.db);
  return rows;
};

const viewOf = ({ kind, id, name, login, email, title }: Known): Someone => ({
  kind,
  id,
  name,
  detail: [title, email, login].filter(Boolean).join(', '),
});

/** At most 50 people, accounts and open invitations whose name, login, e-mail or title holds all words. */
export async function findPeople(tx: TownTx, words: string): Promise<Someone[]> {
  const wanted = words.toLocaleLowerCase('de').split(/\s+/);
  const text = (k: Known) => `${k.name} ${k.login} ${k.email} ${k.title}`.toLocaleLowerCase('de');
  return (await everybody(tx))
    .filter((known) => wanted.every((word) => text(known).includes(word)))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'))
    .slice(0, 50)
    .map(viewOf);
}

const same = (a: string, b: string): boolean => a !== '' && a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The human being behind a record, account or invitation. Same address or login: the same. Same name: the same when each kind occurs
 * once; else, with two people of one name, only whom `also` names. Refuses `not_found`, and an `also` that is no namesake.
 */
export async function readSubject(tx: TownTx, asked: Asked): Promise<Subject> {
  const all = await everybody(tx);
  const first =
    all.find((known) => known.kind === asked.kind && known.id === asked.id) ??
    refuse('not_found', 'not_found');
  const sure = (known: Known) =>
    known === first || same(known.email, first.email) || same(known.login, first.login);
  const called = all.filter((known) => !sure(known) && same(known.name, first.name));
  const once = (known: Known) =>
    all.filter((other) => other.kind === known.kind && (sure(other) || called.includes(other))).length === 1;
  const chosen = asked.also?.split(',').filter(Boolean);
  if (chosen?.some((id) => !called.some((known) => known.id === id)))
    refuse('invalid', 'invalid_input', [{ path: 'also', code: 'not_allowed' }]);
  const included = called.filter((known) => chosen?.includes(known.id) ?? once(known));
  const who = [first, ...all.filter((known) => known !== first && sure(known)), ...included];
  const unique = (values: string[]) => [...new Set(values.filter((value) => value !== ''))];
  return {
    first: viewOf(first),
    who: who.map(viewOf),
    sameName: called.map(({ id }) => id),
    namesakes: called.filter((known) => !included.includes(known)).map(viewOf),
    forms: unique(
      who.flatMap(({ name, email, login }) => [
        ...nameForms(name),
        email,
        DISTINCTIVE.test(login) ? login : '',
      ]),
    ),
    logins: unique(who.map((known) => known.login)),
  };
}

export const surnameOf = ({ first }: Subject): string | null => surnameIn(first.name);

export const idsOf = (of: readonly Someone[], kind?: SubjectKind): string[] =>
  of.filter((one) => kind === undefined || one.kind === kind).map(({ id }) => id);

/** Somebody as the doors of the database take them; `more` = further words that stand for them. */
export const somebody = ({ who, namesakes, forms, logins }: Subject, more: readonly string[] = []) =>
  sql`row(${[...forms, ...more]}::text[], ${logins}::text[], ${idsOf(who, 'person')}::uuid[], ${idsOf(who, 'user')}::uuid[],
    ${idsOf(who, 'invitation')}::uuid[], ${idsOf(namesakes)}::uuid[], ${JSON.stringify(marks)}::jsonb)::app.somebody`;
