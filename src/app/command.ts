import { ConfigError, readConfig } from '#platform/config';
import { DatabaseProblem } from '#platform/database/problem';
import { withClient } from '#platform/database/roles';
import type { Actor } from '#platform/tx';
import { LoginTaken } from './demo.ts';
import { type Installation, openInstallation } from './installation.ts';

export interface Command {
  summary: string;
  /** Exit code: 0 done, 1 failed, 2 refused input. */
  run(args: string[]): Promise<number>;
}

/** Input that the person can mend: exit code 2. */
export class Misused extends Error {}

export const JSON_OPTION = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
export const out = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs a command; `--help` prints its usage, and so does any fault of its arguments. */
export async function guarded(
  usage: string,
  args: readonly string[],
  work: () => Promise<number>,
): Promise<number> {
  if (args.includes('--help')) {
    out(usage);
    return 0;
  }
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof DatabaseProblem) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    if (error instanceof LoginTaken) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    if (error instanceof Misused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
      return 2;
    }
    if ((error as { code?: string }).code === 'EADDRINUSE') {
      process.stderr.write(
        'Der Port ist belegt. Beenden Sie das andere Programm oder wählen Sie mit PORT=… einen freien.\n',
      );
      return 1;
    }
    if (isFileFault(error)) {
      process.stderr.write(`„${error.path}“ lässt sich nicht lesen oder schreiben (${error.code}).\n`);
      return 1;
    }
    throw error;
  }
}

const isFileFault = (error: unknown): error is { code: string; path: string } =>
  error instanceof Error &&
  'path' in error &&
  /^(ENOENT|ENOTDIR|EISDIR|EACCES|EPERM|EROFS|ENOSPC)$/.test(String((error as { code?: string }).code));

export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(readConfig(process.env, process.cwd()), 'command');
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** Who acts in a town by the command line; refuses a town that does not exist. */
export async function townActor(
  installation: Installation,
  slug: string,
  locale: Actor['locale'] = 'de',
): Promise<Actor> {
  const { rows } = await withClient(installation.database.ownerUrl, (client) =>
    client.query<{ id: string }>('select id from town where slug = $1', [slug]),
  );
  if (!rows[0]) throw new Misused(`Die Stadt „${slug}“ gibt es hier nicht.`);
  return { ...commandActor(rows[0].id), townSlug: slug, locale };
}

/** Whoever sits at the command line, in a town that is known to exist. */
export const commandActor = (townId: string): Actor => ({
  userId: null,
  name: 'Befehlszeile',
  townId,
  townSlug: '',
  functions: ['administrator'],
  offices: 'all',
  via: 'command',
  locale: 'de',
});
