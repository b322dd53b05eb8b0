import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import type { TestInstallation } from './installation.ts';

const PASSWORD = 'Fremde hat ein langes Kennwort';
interface Client {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/**
 * Beside the example town the towns of two consultancies: `beratung` consults in `reich` as well, a new account `fremde` in
 * `fremd` alone. Returns the ids of all towns by their slug.
 */
export async function withConsultancies(product: TestInstallation): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ town_id: string; slug: string }>`
    select town_id, slug from app.door_towns()`.execute(product.installation.ground.db);
  const towns = new Map<string, string>(rows.map((row) => [row.slug, row.town_id]));
  const consults = (client: Client, user: string | undefined, slug: string) =>
    client.query(
      "insert into membership (town_id, id, user_id, function) values ($1, gen_random_uuid(), $2, 'consultant')",
      [towns.get(slug), user],
    );
  await withClient(product.installation.database.ownerUrl, async (client) => {
    for (const [slug, name] of [
      ['reich', 'Beratung Reich'],
      ['fremd', 'Fremde Beratung'],
    ] as const) {
      const id = randomUUID();
      towns.set(slug, id);
      await client.query('insert into town (id, slug, name) values ($1, $2, $3)', [id, slug, name]);
    }
    const { rows: known } = await client.query<{ id: string }>(
      "select id from app_user where login = 'beratung'",
    );
    await consults(client, known[0]?.id, 'reich');
    const stranger = randomUUID();
    await client.query('insert into app_user (id, login, name, password_hash) values ($1, $2, $2, $3)', [
      stranger,
      'fremde',
      await hashPassword(PASSWORD),
    ]);
    await consults(client, stranger, 'fremd');
  });
  product.passwords.set('fremde', PASSWORD);
  return towns;
}
