import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#platform/database/cluster';

const PROGRAM = '/usr/sbin/slapd';
export const hasSlapd = existsSync(PROGRAM) && existsSync('/usr/bin/openssl');
if (!hasSlapd)
  process.stderr.write(
    '\n*** slapd oder openssl fehlt: Tests mit einem Verzeichnis werden übersprungen. ***\n',
  );

export const BASE = 'dc=gemeinde,dc=test';
export const PEOPLE = `ou=leute,${BASE}`;
export const GROUPS = `ou=gruppen,${BASE}`;
export const READER = { dn: `uid=svc,${BASE}`, password: 'liest-nur' };
export const ROOT = { dn: `cn=admin,${BASE}`, password: 'admin' };

export interface SlapdPerson {
  uid: string;
  cn: string;
  mail?: string;
  password?: string;
}

export interface Slapd {
  /** Without TLS; also takes StartTLS. */
  url: string;
  /** TLS from the first byte. */
  tlsUrl: string;
  /** Certificate of the authority that signed the one of the directory. */
  ca: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** OpenLDAP's real server with an own authority; gives no more than 500 entries at once, as Active Directory its 1,000. */
export async function startSlapd(
  people: readonly SlapdPerson[],
  groups: Readonly<Record<string, readonly string[]>>,
): Promise<Slapd> {
  const folder = mkdtempSync('/tmp/sollstand-slapd-');
  mkdirSync(join(folder, 'db'));
  const ca = certificates(folder);
  writeFileSync(join(folder, 'slapd.conf'), settings(folder));
  writeFileSync(join(folder, 'init.ldif'), ldif(people, groups));
  execFileSync(
    PROGRAM,
    ['-T', 'add', '-q', '-f', join(folder, 'slapd.conf'), '-l', join(folder, 'init.ldif')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [plain, tls] = [(await freePort()) ?? 0, (await freePort()) ?? 0];
  const urls = { url: `ldap://127.0.0.1:${plain}`, tlsUrl: `ldaps://127.0.0.1:${tls}` };
  const asNobody = nobody(folder);
  let child: ChildProcess | undefined;
  const slapd: Slapd = {
    ...urls,
    ca,
    async start() {
      child = spawn(
        PROGRAM,
        ['-f', join(folder, 'slapd.conf'), '-h', `${urls.url}/ ${urls.tlsUrl}/`, '-d', '0', ...asNobody],
        { stdio: 'ignore' },
      );
      await answering(child, plain);
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child?.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    },
    async remove() {
      await slapd.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await slapd.start();
  return slapd;
}

/** `userAccountControl` of Active Directory is declared, so that deactivating works as there. */
const settings = (folder: string) => `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
objectclass ( 1.3.6.1.4.1.4203.666.1.1 NAME 'adUser' SUP top AUXILIARY MAY userAccountControl )
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited
TLSCACertificateFile ${folder}/ca.pem
TLSCertificateFile ${folder}/server.pem
TLSCertificateKeyFile ${folder}/server.key
database mdb
maxsize 67108864
dbnosync
suffix "${BASE}"
rootdn "${ROOT.dn}"
rootpw ${ROOT.password}
directory ${folder}/db
index objectClass,uid,member eq
access to attrs=userPassword by anonymous auth by * none
access to * by users read by anonymous auth
`;

const entry = (dn: string, lines: readonly string[]) => [`dn:: ${base64(dn)}`, ...lines, '', ''].join('\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');

function ldif(people: readonly SlapdPerson[], groups: Readonly<Record<string, readonly string[]>>): string {
  const unit = (name: string, dn: string) => entry(dn, ['objectClass: organizationalUnit', `ou: ${name}`]);
  const person = ({ uid, cn, mail, password }: SlapdPerson, below = PEOPLE) =>
    entry(`uid=${uid},${below}`, [
      'objectClass: inetOrgPerson',
      'objectClass: adUser',
      `uid: ${uid}`,
      `cn:: ${base64(cn)}`,
      `sn:: ${base64(cn)}`,
      ...(mail ? [`mail: ${mail}`] : []),
      ...(password ? [`userPassword:: ${base64(password)}`] : []),
    ]);
  return [
    entry(BASE, ['objectClass: dcObject', 'objectClass: organization', 'dc: gemeinde', 'o: Gemeinde']),
    unit('leute', PEOPLE),
    unit('gruppen', GROUPS),
    person({ uid: 'svc', cn: 'Dienstkonto', password: READER.password }, BASE),
    ...people.map((one) => person(one)),
    ...Object.entries(groups).map(([cn, members]) =>
      entry(`cn=${cn},${GROUPS}`, [
        'objectClass: groupOfNames',
        `cn: ${cn}`,
        ...members.map((member) => `member: ${member.includes('=') ? member : `uid=${member},${PEOPLE}`}`),
      ]),
    ),
  ].join('');
}

/** An authority of the house and a certificate for this machine. */
function certificates(folder: string): string {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const key = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    at(name),
  ];
  openssl('req', '-x509', ...key('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=Hausstelle');
  openssl('req', ...key('server.key'), '-out', at('server.csr'), '-subj', '/CN=127.0.0.1');
  writeFileSync(at('server.ext'), 'subjectAltName=IP:127.0.0.1\n');
  openssl(
    ...[
      'x509',
      '-req',
      '-in',
      at('server.csr'),
      '-CA',
      at('ca.pem'),
      '-CAkey',
      at('ca.key'),
      '-CAcreateserial',
    ],
    ...['-days', '2', '-extfile', at('server.ext'), '-out', at('server.pem')],
  );
  return readFileSync(at('ca.pem'), 'utf8');
}

/** A directory does not run as root. */
function nobody(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  execFileSync('chown', ['-R', 'nobody:nogroup', folder]);
  return ['-u', 'nobody', '-g', 'nogroup'];
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}`);
    const up = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false));
      socket.unref();
      socket.once('connect', () => socket.destroy());
    });
    if (up) return;
    await sleep(25);
  }
  throw new Error('slapd does not answer');
}
