import { isIP, isIPv6 } from 'node:net';
import path from 'node:path';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** What the environment decides, read once at the start. */
export interface Config {
  /** 0 = any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Owner of an existing PostgreSQL database; without it the embedded one is used. */
  readonly databaseUrl?: string;
  readonly appDatabaseUrl?: string;
  /** Address people use, without a slash at the end. */
  readonly publicUrl?: string;
  /** Addresses or networks whose X-Forwarded-For counts. */
  readonly trustedProxies: readonly string[];
  readonly secureCookies: boolean;
  /** Opens /metrics to who sends it as bearer token; without it only this machine may read them. */
  readonly metricsToken?: string;
  /** The largest file that is taken as an attachment. */
  readonly maxUploadBytes: number;
  /** ClamAV's daemon; every upload has to pass it. */
  readonly clamd?: { readonly host: string; readonly port: number };
  /** How letters leave; without it nothing is sent, and links are handed over by hand. */
  readonly mail?: { readonly smtp: string; readonly from: string; readonly publicUrl: string };
  readonly logLevel: LogLevel;
  /** The product's clock starts here instead of at the present (example town, tests). */
  readonly clock?: Date;
}

/** Names every fault of the configuration, one sentence each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const LEVELS: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];
const POSTGRES_URL = /^postgres(ql)?:\/\/\S+$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

type Fault = (sentence: string) => undefined;

export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const faults: string[] = [];
  const fault: Fault = (sentence) => void faults.push(sentence);
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;

  const databaseUrl = databaseAddress('DATABASE_URL', given('DATABASE_URL'), fault);
  const appDatabaseUrl = databaseAddress('APP_DATABASE_URL', given('APP_DATABASE_URL'), fault);
  if (appDatabaseUrl && !given('DATABASE_URL'))
    fault('APP_DATABASE_URL gilt nur zusammen mit DATABASE_URL; bitte beide setzen oder beide weglassen.');
  if (appDatabaseUrl && appDatabaseUrl === databaseUrl)
    fault(
      'APP_DATABASE_URL und DATABASE_URL nennen dieselbe Anmeldung; bitte für APP_DATABASE_URL eine eigene Rolle ohne Eigentümerrechte angeben.',
    );
  const publicUrl = publicAddress(given('SOLLSTAND_URL'), fault);
  const config: Config = {
    port: portNumber(given('PORT'), fault),
    host: given('HOST') ?? '127.0.0.1',
    dataDir: path.resolve(cwd, given('SOLLSTAND_DATA') ?? 'data'),
    ...(databaseUrl && { databaseUrl }),
    ...(appDatabaseUrl && { appDatabaseUrl }),
    ...(publicUrl && { publicUrl }),
    trustedProxies: proxies(given('SOLLSTAND_PROXIES'), fault),
    secureCookies: publicUrl?.startsWith('https:') ?? false,
    ...metricsToken(given('SOLLSTAND_METRICS_TOKEN'), fault),
    maxUploadBytes: largestUpload(given('SOLLSTAND_MAX_UPLOAD'), fault),
    ...scanner(given('SOLLSTAND_CLAMD'), fault),
    ...outgoingMail(given('SOLLSTAND_SMTP'), given('SOLLSTAND_MAIL_FROM'), publicUrl, fault),
    logLevel: level(given('SOLLSTAND_LOG'), fault),
    ...clockStart(given('SOLLSTAND_CLOCK'), fault),
  };
  if (faults.length) throw new ConfigError(faults);
  return config;
}

function portNumber(text: string | undefined, fault: Fault): number {
  if (text === undefined) return 3000;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  fault(`PORT ist „${text}“; bitte eine Zahl von 0 bis 65535 angeben (0 = ein freier Port).`);
  return 3000;
}

// The value may hold a password, so these sentences name the variable and never repeat the value.
function databaseAddress(name: string, text: string | undefined, fault: Fault): string | undefined {
  if (text === undefined || POSTGRES_URL.test(text)) return text;
  return fault(
    `${name} ist keine PostgreSQL-Adresse; erwartet wird postgresql://rolle:kennwort@rechner:5432/datenbank.`,
  );
}

function publicAddress(text: string | undefined, fault: Fault): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  const usable = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
  if (usable && !url.username && !url.password) return url.origin;
  return fault(
    'SOLLSTAND_URL ist keine Adresse wie https://sollstand.musterstadt.de; bitte ohne Pfad und ohne Anmeldung angeben.',
  );
}

function proxies(text: string | undefined, fault: Fault): string[] {
  const list = (text ?? '').split(/[\s,]+/).filter(Boolean);
  for (const entry of list)
    if (!isAddressOrNetwork(entry))
      fault(
        `SOLLSTAND_PROXIES enthält „${entry}“; bitte nur IP-Adressen oder Netze angeben, durch Komma getrennt.`,
      );
  return list;
}

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/');
  const bits = isIPv6(address) ? 128 : 32;
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && +prefix <= bits))
  );
}

function level(text: string | undefined, fault: Fault): LogLevel {
  const found = LEVELS.find((known) => known === (text ?? 'info'));
  if (!found) fault(`SOLLSTAND_LOG ist „${text}“; möglich sind ${LEVELS.join(', ')}.`);
  return found ?? 'info';
}

function metricsToken(text: string | undefined, fault: Fault): { metricsToken?: string } {
  if (text === undefined) return {};
  if (text.length >= 16) return { metricsToken: text };
  fault('SOLLSTAND_METRICS_TOKEN ist zu kurz; bitte mindestens 16 zufällige Zeichen angeben.');
  return {};
}

const MEGABYTE = 1_000_000;
const USUAL_UPLOAD = 25;

function largestUpload(text: string | undefined, fault: Fault): number {
  if (text === undefined) return USUAL_UPLOAD * MEGABYTE;
  const megabytes = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (megabytes >= 1 && megabytes <= 1000) return megabytes * MEGABYTE;
  fault(`SOLLSTAND_MAX_UPLOAD ist „${text}“; bitte eine ganze Zahl von 1 bis 1000 angeben (Megabyte).`);
  return USUAL_UPLOAD * MEGABYTE;
}

function scanner(text: string | undefined, fault: Fault): Pick<Config, 'clamd'> {
  if (text === undefined) return {};
  const parts = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text);
  const port = Number(parts?.[3] ?? 0);
  if (parts && port > 0 && port <= 65535) return { clamd: { host: parts[1] ?? parts[2] ?? '', port } };
  fault(`SOLLSTAND_CLAMD ist „${text}“; bitte Rechner und Port angeben, etwa 127.0.0.1:3310.`);
  return {};
}

const SENDER = /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/;

// The address may hold a password, so the sentence never repeats it.
function outgoingMail(
  smtp: string | undefined,
  from: string | undefined,
  publicUrl: string | undefined,
  fault: Fault,
): Pick<Config, 'mail'> {
  if (smtp === undefined && from === undefined) return {};
  const server =
    smtp && URL.canParse(smtp) && /^smtps?:$/.test(new URL(smtp).protocol) && new URL(smtp).hostname;
  if (!server)
    fault(
      'SOLLSTAND_SMTP ist keine Adresse eines Mailservers; erwartet wird smtp://name:kennwort@rechner:587.',
    );
  if (!from || !SENDER.test(from))
    fault('SOLLSTAND_MAIL_FROM fehlt oder ist kein Absender wie Sollstand <sollstand@musterstadt.de>.');
  if (!publicUrl)
    fault('SOLLSTAND_SMTP braucht auch SOLLSTAND_URL: Die Links in den Nachrichten beginnen damit.');
  return server && smtp && from && publicUrl ? { mail: { smtp, from, publicUrl } } : {};
}

function clockStart(text: string | undefined, fault: Fault): { clock?: Date } {
  if (text === undefined) return {};
  if (INSTANT.test(text) && !Number.isNaN(Date.parse(text))) return { clock: new Date(text) };
  fault(
    `SOLLSTAND_CLOCK ist „${text}“; bitte einen Zeitpunkt mit Zeitzone angeben, etwa 2027-03-01T08:00:00Z.`,
  );
  return {};
}

/** The configuration as it may stand in a log: no password, no query of a database address. */
export function describeConfig(config: Config): Record<string, unknown> {
  return {
    ...config,
    ...(config.mail && { mail: { ...config.mail, smtp: new URL(config.mail.smtp).host } }),
    ...(config.metricsToken && { metricsToken: '***' }),
    ...(config.databaseUrl && { databaseUrl: redactedAddress(config.databaseUrl) }),
    ...(config.appDatabaseUrl && { appDatabaseUrl: redactedAddress(config.appDatabaseUrl) }),
    ...(config.clock && { clock: config.clock.toISOString() }),
  };
}

/** Role, host and database of a PostgreSQL address; everything else may be secret. */
export function redactedAddress(address: string): string {
  const parts = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::.*)?@)?([^/?@]*)(?:\/([^?]*))?/.exec(address);
  if (!parts) return 'postgresql://***';
  return `postgresql://${parts[1] ? `${parts[1]}@` : ''}${parts[2]}/${parts[3] ?? ''}`;
}
