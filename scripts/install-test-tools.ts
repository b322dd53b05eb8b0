/** Installs what the tests need and the machine lacks, where it may (Debian, root); otherwise says it loudly. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const TOOLS = [
  { file: '/usr/bin/chromium', packages: ['chromium'] },
  { file: '/usr/bin/qpdf', packages: ['qpdf'] },
  {
    file: '/usr/bin/soffice',
    packages: ['libreoffice-writer', 'libreoffice-impress', 'libreoffice-calc', 'fonts-crosextra-carlito'],
  },
  { file: '/usr/bin/pdfinfo', packages: ['poppler-utils'] },
  { file: '/usr/sbin/clamd', packages: ['clamav-daemon'] },
  { file: '/usr/sbin/slapd', packages: ['slapd', 'openssl'] },
  { file: '/usr/bin/fusioninventory-agent', packages: ['fusioninventory-agent'] },
  { file: '/usr/lib/postgresql/15/bin/postgres', packages: ['postgresql-15'] },
];

const missing = TOOLS.filter(({ file }) => !existsSync(file));
if (missing.length > 0) {
  const packages = missing.flatMap((tool) => tool.packages);
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stderr.write(
      `\n*** Es fehlen: ${packages.join(', ')}. Die Tests, die sie brauchen, werden übersprungen. ***\n\n`,
    );
    process.exit(0);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  process.exit(status ?? 1);
}
