import { parseArgs } from 'node:util';
import { type Fn, FUNCTIONS } from '#kernel/functions';
import { Refusal } from '#kernel/refuse';
import { inviteMember } from '#modules/organisation';
import { withClient } from '#platform/database/roles';
import { sentence } from '#platform/http/errors';
import { hashPassword } from '#platform/sign-in/passwords';
import { freshToken } from '#platform/sign-in/tokens';
import { inTown } from '#platform/tx';
import { type Command, guarded, JSON_OPTION, Misused, out, townActor, withInstallation } from '../command.ts';

const USAGE = `npx sollstand user invite --town T --user U --name N [--function administrator] [--until 2027-12-31]
npx sollstand user password --user U
    beide mit --json`;

export const user: Command = {
  summary: 'lädt in eine Stadt ein oder setzt ein neues Passwort: user invite | user password',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          user: { type: 'string' },
          town: { type: 'string' },
          name: { type: 'string' },
          function: { type: 'string', multiple: true, default: ['administrator'] },
          until: { type: 'string' },
          ...JSON_OPTION,
        },
      });
      const task = positionals[0];
      if (!values.user) throw new Misused('Nennen Sie den Anmeldenamen (--user).');
      if (task === 'password') return setPassword(values.user, values.json ?? false);
      if (task !== 'invite') throw new Misused('Möglich sind invite und password.');
      if (!values.town || !values.name) throw new Misused('Nennen Sie Stadt (--town) und Namen (--name).');
      return invite({ ...values, town: values.town, user: values.user, name: values.name });
    }),
};

async function setPassword(login: string, json: boolean): Promise<number> {
  const password = freshToken().token.slice(0, 20);
  const hash = await hashPassword(password);
  const changed = await withInstallation((installation) =>
    withClient(installation.database.ownerUrl, async (client) => {
      const done = await client.query(
        'update app_user set password_hash = $1 where lower(login) = lower($2) returning id',
        [hash, login],
      );
      if (done.rows[0]) await client.query('delete from session where user_id = $1', [done.rows[0].id]);
      return done;
    }),
  );
  if (changed.rowCount === 0) throw new Misused('Diesen Anmeldenamen gibt es nicht.');
  out(json ? JSON.stringify({ user: login, password }) : `Neues Passwort für ${login}: ${password}`);
  return 0;
}

interface Invitation {
  town: string;
  user: string;
  name: string;
  function: string[];
  until?: string | undefined;
  json?: boolean | undefined;
}

/** The link of an invitation for a town where nobody, or nobody any more, can invite by the page. */
async function invite(given: Invitation): Promise<number> {
  const unknown = given.function.find((fn) => !(FUNCTIONS as readonly string[]).includes(fn));
  if (unknown)
    throw new Misused(`Die Funktion „${unknown}“ gibt es nicht. Möglich sind ${FUNCTIONS.join(', ')}.`);
  const { path } = await withInstallation(async (installation) => {
    const actor = await townActor(installation, given.town);
    return inTown(installation.ground, actor, (tx) =>
      inviteMember(tx, {
        town: given.town,
        login: given.user,
        name: given.name,
        functions: given.function as Fn[],
        validUntil: given.until ?? null,
      }),
    );
  }).catch((error: unknown) => {
    if (error instanceof Refusal) throw new Misused(sentence(`refusal_${error.code}`, error.params, 'de'));
    throw error;
  });
  out(
    given.json
      ? JSON.stringify({ user: given.user, path })
      : `Einladung für ${given.user}, 14 Tage gültig, hinter die Adresse der Anwendung zu setzen:\n${path}`,
  );
  return 0;
}
