import { createHash } from 'node:crypto';
import { withClient } from '../database/roles.ts';
import type { Anchor } from './anchors.ts';

type Damage = 'altered' | 'removed' | 'inserted' | 'seal_broken' | 'head_missing';

export interface JournalDamage {
  code: Damage;
  seq: number;
  journalId: number | null;
}

export interface JournalReport {
  town: string;
  sealed: number;
  unsealed: number;
  /** Rows whose payload was erased on purpose, or names taken out of it; their digest still proves the chain. */
  erased: number;
  damage: JournalDamage[];
}

interface ChainRow {
  seq: string;
  hash: Buffer;
  journal_id: string;
  line: (string | null)[] | null;
  xid: string | null;
  digest: Buffer | null;
  salt: Buffer | null;
  payload: string | null;
}

const BATCH = 5000;
const sha = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * Recomputes the chain of each town from the rows themselves, not with the database's own function, and holds it
 * against the anchors. Finds altered, removed (the newest too, by its anchor) and inserted rows.
 */
export function verifyJournal(
  ownerUrl: string,
  anchors: readonly Anchor[],
  slug?: string,
): Promise<JournalReport[]> {
  return withClient(ownerUrl, async (client) => {
    const towns = await client.query<{ id: string; slug: string }>(
      'select id, slug from town where $1::text is null or slug = $1 order by slug',
      [slug ?? null],
    );
    const reports: JournalReport[] = [];
    for (const town of towns.rows) {
      const report: JournalReport = { town: town.slug, sealed: 0, unsealed: 0, erased: 0, damage: [] };
      const chain = new Chain(
        report,
        anchors.filter((anchor) => anchor.townId === town.id),
      );
      for (;;) {
        const { rows } = await client.query<ChainRow>(CHAIN, [town.id, chain.seq, BATCH]);
        for (const row of rows) chain.take(row);
        if (rows.length < BATCH) break;
      }
      chain.end();
      const open = await client.query<{ n: string }>(
        'select count(*) as n from journal j where town_id = $1 and not exists (select 1 from journal_seal s where s.town_id = j.town_id and s.journal_id = j.id)',
        [town.id],
      );
      report.unsealed = Number(open.rows[0]?.n ?? 0);
      reports.push(report);
    }
    return reports;
  });
}

const CHAIN = `select s.seq, s.hash, s.journal_id, j.xid::text, j.digest, p.salt, case when p.redacted_at is null then p.payload end as payload,
  case when j.id is null then null else array[j.town_id::text, j.id::text, j.xid::text, (extract(epoch from j.at)::numeric(20,6))::text,
    j.actor_id::text, j.via, j.event, j.event_version::text, j.kind, j.record_id::text, coalesce(j.office_id::text, '-')] end as line
  from journal_seal s left join journal j on j.town_id = s.town_id and j.id = s.journal_id
  left join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id
  where s.town_id = $1 and s.seq > $2 order by s.seq limit $3`;

/** One town's chain as it is walked from the first seal to the last. */
class Chain {
  seq = 0;
  #previous: Buffer = Buffer.alloc(0);
  #place = { xid: 0n, id: 0n };
  readonly #report: JournalReport;
  readonly #anchors: Map<number, string>;

  constructor(report: JournalReport, anchors: readonly Anchor[]) {
    this.#report = report;
    this.#anchors = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
  }

  take(row: ChainRow): void {
    const seq = Number(row.seq);
    const journalId = Number(row.journal_id);
    const found = (code: Damage) => this.#report.damage.push({ code, seq, journalId });
    if (seq !== this.seq + 1) found('removed');
    this.seq = seq;
    this.#report.sealed++;
    if (!row.line || !row.digest) found('removed');
    else {
      this.#ownContent(row, row.digest, found);
      // The database joins without nulls (concat_ws), so do we.
      const line = [...row.line.filter((part) => part !== null), row.digest.toString('hex')].join('|');
      if (!sha(this.#previous, line).equals(row.hash)) found('altered');
      this.#order(row, found);
    }
    const anchored = this.#anchors.get(seq);
    if (anchored && anchored !== row.hash.toString('hex')) found('seal_broken');
    this.#previous = row.hash;
  }

  /** A chain shorter than its last anchor has lost its newest rows. */
  end(): void {
    const last = Math.max(0, ...this.#anchors.keys());
    if (last > this.seq) this.#report.damage.push({ code: 'head_missing', seq: last, journalId: null });
  }

  #ownContent(row: ChainRow, digest: Buffer, found: (code: Damage) => void): void {
    if (row.payload === null || row.salt === null) this.#report.erased++;
    else if (!sha(row.salt, row.payload).equals(digest)) found('altered');
  }

  /** Seals follow (xid, id): a row slipped in between or behind stands out of order. */
  #order(row: ChainRow, found: (code: Damage) => void): void {
    const place = { xid: BigInt(row.xid ?? 0), id: BigInt(row.journal_id) };
    // After a restore transaction numbers begin anew; the journal itself says where.
    const anew = row.line?.[6] === 'town.restored';
    const backwards =
      !anew && (place.xid < this.#place.xid || (place.xid === this.#place.xid && place.id < this.#place.id));
    if (backwards) found('inserted');
    this.#place = place;
  }
}
