import { openDatabase } from '../open.ts';

/** A process of its own that opens the database, says so, and leaves it when its input ends. */
const [dataDir = '', role = 'command'] = process.argv.slice(2);
const handle = await openDatabase({ dataDir }, { role: role === 'server' ? 'server' : 'command' });
process.stdout.write(`${JSON.stringify({ ownerUrl: handle.ownerUrl })}\n`);
for await (const _ of process.stdin);
await handle.close();
