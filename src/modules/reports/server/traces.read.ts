import { type RawBuilder, sql } from 'kysely';
import { CLASSES, type Confidentiality, stricter } from '#kernel/document';
import { ratingName } from '#modules/assessment';
import { catalogues, controlIds } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import type { ReportFinding } from '../domain/results-report.ts';
import type {
  FindingTrace,
  GoalTrace,
  MeasureTrace,
  ObservationTrace,
  RatingTrace,
  Root,
  Traces,
} from '../domain/traces.ts';

const utc = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The records behind the report of the latest week, which gives the class of each finding. */
export async function readTraces(tx: TownTx, findings: readonly ReportFinding[]): Promise<Traces> {
  const town = tx.actor.townId;
  const all = async <T>(query: RawBuilder<T>): Promise<T[]> => (await query.execute(tx.db)).rows;
  const [week] = await all(
    sql<{ id: string }>`select id from engagement where town_id = ${town} order by starts_on desc limit 1`,
  );
  const engagementId = week?.id ?? null;
  const traced = (await all(sql<FindingTrace>`${FINDINGS} where f.town_id = ${town} order by f.number`)).map(
    (one) => ({ ...one, roots: one.roots.map((root) => named(root, tx.actor.locale)) }),
  );
  const observed = await all(
    sql<
      Omit<ObservationTrace, 'class'>
    >`${OBSERVATIONS} where o.town_id = ${town} and (o.engagement_id = ${engagementId}
      or exists (select from finding_link l where l.town_id = o.town_id and l.target_id = o.id)) order by o.number`,
  );
  return {
    townId: town,
    townSlug: tx.actor.townSlug,
    engagementId,
    findings: traced,
    ratings: await readRatings(tx, engagementId),
    observations: observed.map((one) => {
      const as = classOfObservation(one.id, traced, findings);
      const photos = one.photos.map((photo) => ({ ...photo, class: stricter(as, photo.class ?? as) }));
      return { ...one, class: as, photos };
    }),
    measures: await all(
      sql<MeasureTrace>`select m.id, 'M-' || lpad(m.number::text, 2, '0') as number, m.responsible_role as role,
          coalesce((select json_agg(json_build_object('name', l.name, 'key', l.key, 'kept', l.kept) order by l.name)
            from (select origin_name as name, min(key) as key, bool_or(replaced_at is null) as kept from library_measure
              where town_id = m.town_id and origin_town is not null and key = any (string_to_array(m.library, ' '))
              group by origin_name) l), '[]'::json) as libraries
        from measure m where m.town_id = ${town}`,
    ),
    goals: await all(
      sql<GoalTrace>`select id, 'Z-' || number as number from goal where town_id = ${town} and engagement_id = ${engagementId}`,
    ),
  };
}

/** Codes of practices are nobody's words; clauses are known by their number. */
const named = (root: Root, locale: 'de' | 'en'): Root =>
  root.label.startsWith('itil ') ? { ...root, label: ratingName(root.label, locale) } : root;

const FINDINGS = sql`select f.id, 'F-' || lpad(f.number::text, 2, '0') as number, f.impact, f.likelihood,
  coalesce((select json_agg(json_build_object('kind', l.kind, 'id', l.target_id, 'label', coalesce(
      case t.framework when 'vds10000' then 'VdS 10000' else t.framework end || ' ' || t.requirement,
      'B-' || lpad(o.number::text, 2, '0'), 'I-' || lpad(i.number::text, 3, '0'), b.year || ' ' || b.document)) order by l.kind, l.id)
    from finding_link l
    left join rating t on l.kind = 'rating' and t.town_id = l.town_id and t.id = l.target_id
    left join observation o on l.kind = 'observation' and o.town_id = l.town_id and o.id = l.target_id
    left join item i on l.kind = 'item' and i.town_id = l.town_id and i.id = l.target_id
    left join posting b on l.kind = 'posting' and b.town_id = l.town_id and b.id = l.target_id
    where l.town_id = f.town_id and l.finding_id = f.id and coalesce(t.id, o.id, i.id, b.id) is not null), '[]'::json) as roots
  from finding f`;

const OBSERVATIONS = sql`select o.id, 'B-' || lpad(o.number::text, 2, '0') as number, coalesce(s.name, '') as site,
  coalesce(r.name, '') as room, o.statement, o.severity, ${utc(sql`coalesce(o.seen_at, o.created_at)`)} as at,
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'sha256', p.sha256, 'class', p.confidentiality) order by p.created_at, p.id)
    from file p where p.town_id = o.town_id and p.record_kind = 'observation' and p.record_id = o.id
      and p.media_type in ('image/jpeg', 'image/png', 'image/webp')), '[]'::json) as photos
  from observation o left join room r on r.town_id = o.town_id and r.id = o.room_id
  left join site s on s.town_id = r.town_id and s.id = r.site_id`;

/** What the walk-through saw is never public. */
function classOfObservation(
  id: string,
  traced: readonly FindingTrace[],
  findings: readonly ReportFinding[],
): Confidentiality {
  const resting = traced.filter(({ roots }) => roots.some((root) => root.id === id));
  const classes = resting.map(({ number }) => findings.find((one) => one.number === number)?.class);
  return CLASSES.findLast((one) => one === 'non_public' || classes.includes(one)) ?? 'non_public';
}

async function readRatings(tx: TownTx, engagementId: string | null): Promise<RatingTrace[]> {
  const town = tx.actor.townId;
  const rated = await sql<{ id: string; framework: string; code: string; at: string }>`
    select id, framework, requirement as code, ${utc(sql`updated_at`)} as at from rating
    where town_id = ${town} and engagement_id = ${engagementId}`.execute(tx.db);
  const given = await sql<{ question: string; count: number }>`
    select split_part(question, '@', 1) as question, count(*)::int as count from answer
    where town_id = ${town} and engagement_id = ${engagementId} and state = 'level' group by 1`.execute(
    tx.db,
  );
  const counts = new Map(given.rows.map(({ question, count }) => [question, count]));
  const { frameworks } = catalogues();
  return rated.rows.map(({ framework, ...rating }) => {
    const questions =
      frameworks.find(({ id }) => id === framework)?.requirements.find(({ code }) => code === rating.code)
        ?.questions ?? [];
    const answers = questions.reduce((sum, { id }) => sum + (counts.get(`${framework}:${id}`) ?? 0), 0);
    return { ...rating, framework, ...controlIds(rating.code), answers };
  });
}
