import { commands } from './commands.ts';

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
if (!command || name === '--help') {
  const lines = Object.entries(commands).map(([key, { summary }]) => `  ${key.padEnd(10)} ${summary}`);
  console.log(`npx sollstand <Befehl> [--help] [--json]\n\n${lines.join('\n')}`);
  process.exit(command || name === '--help' || name === '' ? 0 : 2);
}
process.exitCode = await command.run(rest);
