import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { percent } from '#ui-kit/format';
import { Meter, Meters } from '#ui-kit/meter';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { useDuties } from './clients.ts';
import { people, roleUnions } from './role-unions.ts';
import { roleTitle, said, useRoles } from './roles.ts';

/** Roles that one person holds and that do not belong into one hand, with the reason in words. */
export function RoleUnions() {
  const town = useTown();
  const duties = useDuties();
  const catalogue = useRoles();
  if (!duties || !catalogue || duties.length === 0) return null;
  const unions = roleUnions(duties, catalogue.incompatible);
  if (unions.length === 0) return <Notice tone="success" title={m.organisation_unions_none()} />;
  return (
    <Notice tone="warning" title={m.organisation_unions({ count: unions.length })}>
      <ul>
        {unions.map(({ personId, personName, roles, reason, severity }) => (
          <li key={personId + roles.join()}>
            <a href={recordPath(town, 'person', personId)}>{personName}</a>:{' '}
            {roles.map((role) => roleTitle(catalogue.roles, role)).join(` ${m.organisation_and()} `)}{' '}
            {severity === 'must' ? (
              <Badge tone="danger">{m.organisation_must_separate()}</Badge>
            ) : (
              <Badge tone="warning">{m.organisation_should_separate()}</Badge>
            )}
            <br />
            {said(reason)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Per person all duties with their shares; together they may not exceed the working time. */
export function DutiesByPerson() {
  const duties = useDuties();
  const roles = useRoles()?.roles;
  if (!duties || duties.length === 0) return null;
  return (
    <Section title={m.organisation_by_person()}>
      <Meters>
        {people(duties).map(({ personId, personName, duties: own, share }) => (
          <Meter
            key={personId}
            label={
              <>
                <strong>{personName}</strong>:{' '}
                {own
                  .map((duty) => `${roleTitle(roles, duty.role)} (${percent(duty.sharePercent / 100)})`)
                  .join(', ')}
              </>
            }
            share={share / 100}
            text={
              share > 100
                ? m.organisation_share_over({ share: percent(share / 100) })
                : m.organisation_share_sum({ share: percent(share / 100) })
            }
            {...(share > 100 ? { tone: 'danger' as const } : {})}
          />
        ))}
      </Meters>
    </Section>
  );
}
