import { sql } from 'kysely';
import { catalogues, namedAs, unionsOfRoles } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';

/** A rating below its target, with what its requirement suggests to say about it. */
export interface Shortfall {
  id: string;
  /** As people call it: `VdS 10000, 4.1.3: Zeitliche Mittel`. */
  name: string;
  level: number;
  target: number;
  evidence: string;
  note: string;
  /** Demanded without exception by its framework. */
  must: boolean;
  chapter: { key: string; label: string };
  suggested: { statement: string; cause: string; consequence: string } | null;
}

type Row = Pick<Shortfall, 'id' | 'level' | 'target' | 'evidence' | 'note'> & {
  framework: string;
  requirement: string;
};

/** All ratings of a week below their target, in the order of their frameworks. */
export async function shortfallsOf(tx: TownTx, engagementId: string): Promise<Shortfall[]> {
  const { rows } = await sql<Row>`select id, framework, requirement, level, target, evidence, note from rating
    where town_id = ${tx.actor.townId} and engagement_id = ${engagementId} and level < target`.execute(tx.db);
  const of = new Map(rows.map((row) => [`${row.framework} ${row.requirement}`, row]));
  const { locale } = tx.actor;
  return catalogues().frameworks.flatMap((framework) =>
    framework.requirements.flatMap((requirement) => {
      const row = of.get(`${framework.id} ${requirement.code}`);
      if (!row) return [];
      const { framework: _id, requirement: _code, ...rated } = row;
      const template = requirement.findings.find(({ below }) => row.level < below);
      const chapter = framework.groups.find(({ code }) => code === requirement.group)?.title[locale] ?? '';
      return [
        {
          ...rated,
          name: namedAs(framework.id, requirement.code, requirement.title[locale]),
          must: requirement.modal === 'MUST',
          chapter: {
            key: `${framework.id} ${requirement.group}`,
            label: namedAs(framework.id, requirement.group, chapter),
          },
          suggested: template
            ? {
                statement: template.statement[locale],
                cause: template.cause[locale],
                consequence: template.consequence[locale],
              }
            : null,
        },
      ];
    }),
  );
}

/** Two roles in one hand that belong apart. */
export interface UnitedRoles {
  personId: string;
  keys: readonly [string, string];
  titles: readonly [string, string];
  reason: string;
  source: string;
  severity: 'must' | 'should';
}

export async function unitedRoles(tx: TownTx): Promise<UnitedRoles[]> {
  const { rows } = await sql<{
    personId: string;
    role: string;
  }>`select person_id as "personId", role from duty
    where town_id = ${tx.actor.townId} order by person_id, role`.execute(tx.db);
  const { roles } = catalogues();
  const { locale } = tx.actor;
  const title = (key: string) => roles.roles.find((role) => role.key === key)?.title[locale] ?? key;
  return unionsOfRoles(rows, roles).map(({ personId, pair, reason, source, severity }) => ({
    personId,
    keys: pair,
    titles: [title(pair[0]), title(pair[1])],
    reason: reason[locale],
    source: roles.sources.find(({ key }) => key === source)?.title[locale] ?? '',
    severity,
  }));
}
