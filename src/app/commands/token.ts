import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { withClient } from '#platform/database/roles';
import { freshToken } from '#platform/sign-in/tokens';
import { type Command, guarded, JSON_OPTION, Misused, out, withInstallation } from '../command.ts';

const DAY_MS = 86_400_000;

export const token: Command = {
  summary: 'legt ein Zugriffstoken an: token create --town T --user U --scope read',
  run: (args) =>
    guarded(
      'npx sollstand token create --town T --user U --scope read|write|admin [--days 90] [--json]',
      args,
      async () => {
        const { values, positionals } = parseArgs({
          args,
          allowPositionals: true,
          options: {
            town: { type: 'string' },
            user: { type: 'string' },
            scope: { type: 'string', default: 'read' },
            days: { type: 'string', default: '90' },
            ...JSON_OPTION,
          },
        });
        if (positionals[0] !== 'create' || !values.town || !values.user)
          throw new Misused('Nennen Sie Stadt und Anmeldename.');
        if (!['read', 'write', 'admin'].includes(values.scope))
          throw new Misused('--scope ist read, write oder admin.');
        const days = Number(values.days);
        if (!Number.isInteger(days) || days < 1 || days > 366)
          throw new Misused('--days ist eine Zahl von 1 bis 366.');
        const { token: fresh, hash } = freshToken('sst_');
        const made = await withInstallation((installation) =>
          withClient(installation.database.ownerUrl, (client) =>
            client.query(
              `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at)
             select t.id, $1, u.id, 'Befehlszeile', $2, $3, $4 from town t
             join membership m on m.town_id = t.id join app_user u on u.id = m.user_id
             where t.slug = $5 and lower(u.login) = lower($6) limit 1`,
              [
                randomUUID(),
                hash,
                values.scope,
                new Date(Date.now() + days * DAY_MS),
                values.town,
                values.user,
              ],
            ),
          ),
        );
        if (made.rowCount === 0)
          throw new Misused('Diese Stadt gibt es nicht, oder die Person hat dort keine Funktion.');
        out(values.json ? JSON.stringify({ token: fresh }) : fresh);
        return 0;
      },
    ),
};
