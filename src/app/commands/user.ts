import { parseArgs } from 'node:util';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import { freshToken } from '#platform/sign-in/tokens';
import { type Command, guarded, JSON_OPTION, Misused, out, withInstallation } from '../command.ts';

export const user: Command = {
  summary: 'setzt ein neues Kennwort: user password --user U',
  run: (args) =>
    guarded('npx sollstand user password --user U [--json]', args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { user: { type: 'string' }, ...JSON_OPTION },
      });
      if (positionals[0] !== 'password' || !values.user) throw new Misused('Nennen Sie den Anmeldenamen.');
      const password = freshToken().token.slice(0, 20);
      const hash = await hashPassword(password);
      const changed = await withInstallation((installation) =>
        withClient(installation.database.ownerUrl, async (client) => {
          const done = await client.query(
            'update app_user set password_hash = $1 where lower(login) = lower($2) returning id',
            [hash, values.user],
          );
          if (done.rows[0]) await client.query('delete from session where user_id = $1', [done.rows[0].id]);
          return done;
        }),
      );
      if (changed.rowCount === 0) throw new Misused('Diesen Anmeldenamen gibt es nicht.');
      out(
        values.json
          ? JSON.stringify({ user: values.user, password })
          : `Neues Kennwort für ${values.user}: ${password}`,
      );
      return 0;
    }),
};
