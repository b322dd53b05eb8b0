import type { Command } from './command.ts';
import { backup } from './commands/backup.ts';
import { catalogue } from './commands/catalogue.ts';
import { demo } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { journal } from './commands/journal.ts';
import { migrateCommand } from './commands/migrate.ts';
import { plan } from './commands/plan.ts';
import { privacy } from './commands/privacy.ts';
import { report } from './commands/report.ts';
import { restore } from './commands/restore.ts';
import { start } from './commands/start.ts';
import { token } from './commands/token.ts';
import { user } from './commands/user.ts';

/** The command line, in the order its help shows. */
export const commands: Record<string, Command> = {
  start,
  demo,
  import: importCommand,
  report,
  plan,
  catalogue,
  backup,
  restore,
  journal,
  privacy,
  migrate: migrateCommand,
  token,
  user,
};
