/** Memory of a process tree as Linux shares it out (PSS): pages used by several processes count once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Share {
  name: string;
  processes: number;
  megabytes: number;
}

/** PSS of the server's processes and of the database's, which runs in a session of its own; null off Linux. */
export function memoryOf(serverPid: number, dataDir: string): Share[] | null {
  if (!existsSync('/proc/self/smaps_rollup')) return null;
  const children = childrenByParent();
  const groups: [string, number[]][] = [
    ['server', tree(serverPid, children)],
    ['database', tree(postmasterPid(dataDir), children)],
  ];
  return groups.map(([name, pids]) => ({
    name,
    processes: pids.length,
    megabytes: pids.reduce((sum, pid) => sum + pssKilobytes(pid), 0) / 1024,
  }));
}

function postmasterPid(dataDir: string): number {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('postmaster.pid'),
  );
  if (!file) throw new Error(`No postmaster.pid below ${dataDir}.`);
  return Number(readFileSync(join(dataDir, file), 'utf8').split('\n')[0]);
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // ended meanwhile
    }
  }
  return children;
}

const tree = (pid: number, children: Map<number, number[]>): number[] => [
  pid,
  ...(children.get(pid) ?? []).flatMap((child) => tree(child, children)),
];

const pssKilobytes = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
