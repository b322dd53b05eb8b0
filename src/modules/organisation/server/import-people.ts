import { sql } from 'kysely';
import { EDITORS } from '#kernel/functions';
import type { ImportField, ImportKind, Target, Word } from '#platform/import/kind';
import type { Row } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { personFields } from '../contract.ts';
import { person } from './kinds.ts';

const word =
  (text: (values: object, at: { locale: 'de' | 'en' }) => string): Word =>
  (locale) =>
    text({}, { locale });

async function readOffices(tx: TownTx): Promise<Target[]> {
  const { rows } = await sql<{ id: string; name: string; short: string }>`select id, name, short from office
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows.map(({ id, name, short }) => ({ id, names: [name, short] }));
}

/** Rooms of one name in several buildings are told apart by the building in front. */
async function readRooms(tx: TownTx): Promise<Target[]> {
  const { rows } = await sql<{ id: string; name: string; site: string }>`select r.id, r.name, s.name as site
    from room r join site s on s.town_id = r.town_id and s.id = r.site_id
    where r.town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows.map(({ id, name, site }) => ({ id, names: [name, `${site} ${name}`, `${site}, ${name}`] }));
}

/** First and last name stand in columns of their own, or as `Müster, Erika` in one. */
function fill({ firstName, lastName, ...values }: Row): Row {
  const parts = [firstName, lastName].filter((part) => typeof part === 'string' && part !== '');
  const told = typeof values.name === 'string' ? values.name : parts.length > 0 ? parts.join(' ') : undefined;
  const turned = told && /^([^,\d]+),\s*([^,\d]+)$/.exec(told);
  const login = typeof values.login === 'string' ? { login: values.login.toLowerCase() } : {};
  return {
    ...values,
    ...login,
    ...(told === undefined ? {} : { name: turned ? `${turned[2]} ${turned[1]}`.trim() : told }),
  };
}

const field = (
  name: string,
  label: Word,
  headings: readonly string[],
  type: ImportField['type'] = { is: 'text' },
): ImportField => ({ name, label, headings, type });

/** Lists of the personnel office: known again by personnel key or login, else by address, else by name and office. */
export const importPeople: ImportKind = {
  name: 'people',
  title: word(m.organisation_people),
  record: person,
  list: 'person',
  may: EDITORS,
  schema: personFields,
  keys: [['personnelKey'], ['login'], ['email'], ['name', 'worksInId']],
  unique: ['personnelKey', 'login'],
  folded: ['email', 'name'],
  fill,
  fields: [
    field('personnelKey', word(m.organisation_personnel_key), [
      'Personalnummer',
      'Personal-Nr',
      'Pers-Nr',
      'Kürzel',
      'Employee number',
      'Employee ID',
    ]),
    field('login', word(m.organisation_login), [
      'Benutzername',
      'Benutzer',
      'Login',
      'Kennung',
      'Benutzerkennung',
      'sAMAccountName',
      'uid',
      'User name',
    ]),
    field('name', word(m.organisation_name), [
      'Name, Vorname',
      'Vor- und Nachname',
      'Beschäftigte',
      'Full name',
      'Display name',
    ]),
    field('firstName', word(m.organisation_first_name), ['Rufname', 'Given name']),
    field('lastName', word(m.organisation_last_name), ['Familienname', 'Surname']),
    field('title', word(m.organisation_title), [
      'Funktion',
      'Funktionsbezeichnung',
      'Stelle',
      'Stellenbezeichnung',
      'Job title',
      'Position',
    ]),
    field('email', word(m.organisation_email), [
      'E-Mail-Adresse',
      'Mail',
      'E-Mail dienstlich',
      'Email address',
    ]),
    field('phone', word(m.organisation_phone), [
      'Telefonnummer',
      'Tel',
      'Durchwahl',
      'Rufnummer',
      'Phone number',
      'Extension',
    ]),
    field(
      'worksInId',
      word(m.organisation_office),
      ['Fachamt', 'Dienststelle', 'Abteilung', 'Organisationseinheit', 'Department'],
      {
        is: 'reference',
        to: readOffices,
        things: word(m.organisation_offices),
      },
    ),
    field('roomId', word(m.organisation_room), ['Zimmer', 'Raumnummer', 'Raum-Nr', 'Büro', 'Room number'], {
      is: 'reference',
      to: readRooms,
      things: word(m.organisation_rooms),
    }),
    field(
      'leftOn',
      word(m.organisation_left_on),
      ['Austritt', 'Austrittsdatum', 'Ausgeschieden', 'Dienstende', 'Exit date'],
      {
        is: 'date',
      },
    ),
  ],
};
