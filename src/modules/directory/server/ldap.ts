import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { Client, SearchOptions } from 'ldapts';
import type { DirectorySettings } from '../contract.ts';
import { filterFor, filterForAll, placeOf } from '../domain/address.ts';
import {
  type Entry,
  KEY_ATTRIBUTES,
  type Person,
  personOf,
  STATE_ATTRIBUTES,
  sameName,
} from '../domain/entries.ts';
import { DirectoryFault, faultOf } from './faults.ts';

/** Somebody who signs in waits no longer. */
export const PATIENCE_MS = 5_000;
/** Active Directory gives no more than 1,000 at once. */
const PAGE = 500;
/** Groups in groups, upwards: deeper and more than any house has, and an end for a circle. */
const DEEPEST = 12;
const MOST_GROUPS = 1_000;

type Reach = Pick<DirectorySettings, 'url' | 'startTls' | 'caPem'>;

/** A connection that reads; `ended` ends what still runs on it. */
interface Line {
  client: Client;
  end(): void;
}

/** Connects once: a socket that breaks is not replaced behind our back by one without TLS. */
async function openLine({ url, startTls, caPem }: Reach): Promise<Line> {
  // Loaded with the first sign-in over a directory: most installations have none.
  const { Client } = await import('ldapts');
  const { host, secure } = placeOf(url);
  const trust: ConnectionOptions = {
    host,
    minVersion: 'TLSv1.2',
    ...(isIP(host) ? {} : { servername: host }),
    ...(caPem ? { ca: caPem } : {}),
  };
  const sockets: Socket[] = [];
  const once = <T extends Socket>(make: () => T): T => {
    const socket = make();
    if (sockets.length > 0) socket.destroy(new DirectoryFault('directory_away'));
    sockets.push(socket);
    return socket;
  };
  const client = new Client({
    url,
    timeout: PATIENCE_MS,
    connectTimeout: PATIENCE_MS,
    strictDN: false,
    createConnection: ((port: number, at: string) => once(() => connect(port, at))) as typeof connect,
    // With `tlsOptions` it would speak TLS from the first byte, whatever the address says.
    ...(secure && {
      tlsOptions: trust,
      createSecureConnection: ((port: number, at: string, options: ConnectionOptions) =>
        once(() => connectTls(port, at, options))) as typeof connectTls,
    }),
  });
  const end = () => {
    void client.unbind().catch(() => undefined);
    for (const socket of sockets) socket.destroy();
  };
  try {
    if (!secure && startTls) await client.startTLS(trust);
    return { client, end };
  } catch (error) {
    end();
    throw faultOf(error, true);
  }
}

/** Runs `work` as the account that reads. Throws {@link DirectoryFault} for whatever the directory refuses. */
export async function reading<T>(
  settings: DirectorySettings,
  password: string,
  work: (reader: Reader) => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  return within(settings, patienceMs, async ({ client }) => {
    if (!password) throw new DirectoryFault('directory_bind_wrong');
    await client.bind(settings.bindDn, password).catch((error: unknown) => {
      const fault = faultOf(error);
      throw fault.code === 'directory_base_unknown' ? new DirectoryFault('directory_bind_wrong') : fault;
    });
    return work(new Reader(client, settings));
  });
}

/** Whether the directory takes this password; an empty one would be an anonymous bind, which always succeeds. */
export async function takesPassword(
  reach: Reach,
  dn: string,
  password: string,
  patienceMs: number,
): Promise<boolean> {
  if (password === '' || password.includes('\0') || dn === '') return false;
  return within(reach, patienceMs, async ({ client }) => {
    try {
      await client.bind(dn, password);
      return true;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === 'directory_bind_wrong') return false;
      throw fault;
    }
  });
}

async function within<T>(reach: Reach, patienceMs: number, work: (line: Line) => Promise<T>): Promise<T> {
  let line: Line | undefined;
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      late = true;
      line?.end();
      reject(new DirectoryFault('directory_away'));
    }, patienceMs);
  });
  const run = async () => {
    line = await openLine(reach);
    if (late) line.end();
    return work(line);
  };
  try {
    return await Promise.race([run(), tooLate]);
  } finally {
    clearTimeout(timer);
    line?.end();
  }
}

/** What the account that reads can see. */
export class Reader {
  readonly #client: Client;
  readonly #settings: DirectorySettings;
  /** Groups that a group is in; the same ones are asked for again and again when everybody is compared. */
  readonly #parents = new Map<string, Promise<string[]>>();

  constructor(client: Client, settings: DirectorySettings) {
    this.#client = client;
    this.#settings = settings;
  }

  async #search(base: string, options: SearchOptions): Promise<Entry[]> {
    const search = this.#client.search(base, { scope: 'sub', paged: { pageSize: PAGE }, ...options });
    const { searchEntries } = await search.catch((error: unknown) => {
      throw faultOf(error);
    });
    return searchEntries as unknown as Entry[];
  }

  #people(filter: string): Promise<Entry[]> {
    const { base, loginAttribute, nameAttribute, mailAttribute } = this.#settings;
    return this.#search(base, {
      filter,
      attributes: [loginAttribute, nameAttribute, mailAttribute, ...KEY_ATTRIBUTES, ...STATE_ATTRIBUTES],
      explicitBufferAttributes: ['objectGUID'],
    });
  }

  /** Whom a login belongs to; null when to nobody or not to one alone. */
  async find(login: string): Promise<Person | null> {
    const found = await this.#people(filterFor(this.#settings.userFilter, login));
    return found.length === 1 && found[0] ? personOf(found[0], this.#settings) : null;
  }

  async everybody(): Promise<Person[]> {
    const entries = await this.#people(filterForAll(this.#settings.userFilter));
    return entries.flatMap((entry) => personOf(entry, this.#settings) ?? []);
  }

  /** Distinguished names of all groups there are. */
  async groups(): Promise<string[]> {
    const { base, groupBase, memberAttribute } = this.#settings;
    const found = await this.#search(groupBase || base, {
      filter: `(${memberAttribute}=*)`,
      attributes: ['1.1'],
    });
    return found.map(({ dn }) => dn);
  }

  /** Distinguished names of the groups somebody is in, also through other groups where these count. */
  async groupsOf({ dn, login }: Pick<Person, 'dn' | 'login'>): Promise<string[]> {
    const { nested, memberAttribute } = this.#settings;
    const byLogin = memberAttribute.toLowerCase() === 'memberuid';
    const direct = await this.#holding(byLogin ? login : dn);
    if (nested !== 'walk' || byLogin) return direct;
    const known = new Map(direct.map((group) => [sameName(group), group]));
    let open = direct;
    for (let depth = 0; open.length > 0 && depth < DEEPEST && known.size < MOST_GROUPS; depth++) {
      const above: string[] = [];
      for (const group of open)
        for (const parent of await this.#parentsOf(group)) {
          if (known.has(sameName(parent))) continue;
          known.set(sameName(parent), parent);
          above.push(parent);
        }
      open = above;
    }
    return [...known.values()];
  }

  #parentsOf(group: string): Promise<string[]> {
    const key = sameName(group);
    const asked = this.#parents.get(key) ?? this.#holding(group);
    this.#parents.set(key, asked);
    return asked;
  }

  async #holding(member: string): Promise<string[]> {
    const { base, groupBase, memberAttribute, nested } = this.#settings;
    // LDAP_MATCHING_RULE_IN_CHAIN: Active Directory itself follows groups in groups.
    const rule = nested === 'chain' ? ':1.2.840.113556.1.4.1941:' : '';
    const found = await this.#search(groupBase || base, {
      filter: filterFor(`(${memberAttribute}${rule}={login})`, member),
      attributes: ['1.1'],
    });
    return found.map(({ dn }) => dn);
  }
}
