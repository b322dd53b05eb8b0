import { EDITORS } from '#kernel/functions';
import { problemOf, useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Facts } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { indicatorText } from './adopted.ts';
import {
  AREAS,
  adoptPath,
  days,
  euros,
  type LibraryMeasure,
  library,
  libraryPath,
  local,
  strengthWord,
  suggestionsPath,
} from './library-words.ts';
import { originText } from './own-library-words.ts';
import { roleTitle, useRoles } from './roles.ts';
import { BUDGET_KINDS, HORIZONS } from './words.ts';

export function useLibraryMeasure(id: string) {
  const town = useTown();
  return useRecord(['measure-library', town, id], () => library.get({ town, measure: id }), id !== '');
}

/** One measure of the library; `?finding=` names the finding it would answer. */
export function LibraryPage() {
  const town = useTown();
  const { params, query } = useAddress();
  const { data, error } = useLibraryMeasure(params.id ?? '');
  const finding = query.finding;
  const back = finding
    ? { href: suggestionsPath(town, finding), label: m.measures_suggestions() }
    : { href: libraryPath(town), label: m.measures_library() };
  if (error)
    return (
      <Page title={m.measures_library()} back={back}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />
      </Page>
    );
  if (!data) return <Skeleton lines={8} />;
  return (
    <Page
      title={local(data.title)}
      lead={local(data.what)}
      back={back}
      actions={<AdoptLink measure={data} finding={finding} primary />}
    >
      <MeasureFacts measure={data} />
      <Story measure={data} finding={finding} />
      <Served measure={data} />
    </Page>
  );
}

interface AdoptProps {
  measure: Pick<LibraryMeasure, 'id' | 'title'>;
  finding: string | undefined;
  primary?: true;
}

/** Opens the form for a new measure with everything the library says; nothing is made before it is saved. */
export function AdoptLink({ measure, finding, primary }: AdoptProps) {
  const town = useTown();
  const name = m.measures_adopt_name({ title: local(measure.title) });
  if (!useHolds(EDITORS))
    return primary ? (
      <Button icon="plus" reason={m.measures_may_only_editors()}>
        {m.measures_adopt()}
      </Button>
    ) : null;
  return (
    <ButtonLink
      icon="plus"
      small={!primary}
      kind={primary ? 'primary' : 'default'}
      href={adoptPath(town, measure.id, finding)}
      aria-label={name}
    >
      {m.measures_adopt()}
    </ButtonLink>
  );
}

function MeasureFacts({ measure }: { measure: LibraryMeasure }) {
  const roles = useRoles();
  const facts = [
    { label: m.measures_origin(), value: originText(measure.origin) },
    {
      label: m.measures_area(),
      value: [measure.area, ...measure.also].map((one) => AREAS[one]()).join(', '),
    },
    { label: m.measures_horizon(), value: HORIZONS[measure.horizon]() },
    { label: m.measures_responsible(), value: roleTitle(roles, measure.role) },
    { label: m.measures_once_cost(), value: euros(measure.once) },
    { label: m.measures_yearly_cost(), value: euros(measure.yearly) },
    { label: m.measures_budget_kind(), value: BUDGET_KINDS[measure.budgetKind]() },
    { label: m.measures_own_days(), value: days(measure.ownDays) },
    { label: m.measures_external_days(), value: days(measure.externalDays) },
  ];
  return <Facts facts={facts} />;
}

const Texts = ({ title, texts }: { title: string; texts: readonly { de: string; en: string }[] }) =>
  texts.length > 0 && (
    <Section title={title}>
      <ul>
        {texts.map((text) => (
          <li key={text.de}>{local(text)}</li>
        ))}
      </ul>
    </Section>
  );

function Story({ measure, finding }: { measure: LibraryMeasure; finding: string | undefined }) {
  const town = useTown();
  const roles = useRoles();
  return (
    <>
      <Section title={m.measures_reason()}>
        <p>{local(measure.why)}</p>
      </Section>
      <Section title={m.measures_steps_how()}>
        <Prose>
          <ol>
            {measure.steps.map((step) => (
              <li key={step.de}>{local(step)}</li>
            ))}
          </ol>
        </Prose>
      </Section>
      <Section title={m.measures_proof()}>
        <p>{local(measure.proof)}</p>
      </Section>
      <Section title={m.measures_indicator()}>
        <p>{indicatorText(measure)}</p>
      </Section>
      {measure.needs.length > 0 && (
        <Section title={m.measures_needs()}>
          <ul>
            {measure.needs.map(({ id, title }) => (
              <li key={id}>
                <a href={libraryPath(town, id, finding)}>{local(title)}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={m.measures_effort_by_role()}>
        <PlainTable
          label={m.measures_effort_by_role()}
          columns={[
            { title: m.measures_role(), cell: (row) => roleTitle(roles, row.id) },
            { title: m.measures_person_days(), cell: (row) => days(row.days), align: 'end' },
          ]}
          rows={measure.effort.map((one) => ({ id: one.role, days: one.days }))}
        />
        {!measure.origin && <p className="k-help">{local(measure.source)}</p>}
      </Section>
      <Texts title={m.measures_risks()} texts={measure.risks} />
      <Texts title={m.measures_service()} texts={measure.service ? [measure.service] : []} />
      {measure.grants.length > 0 && (
        <Section title={m.measures_grants()}>
          <ul>
            {measure.grants.map(({ title, confirmed }) => (
              <li key={title.de}>
                {local(title)}{' '}
                {!confirmed && <span className="k-muted">{m.measures_grant_unconfirmed()}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Served({ measure }: { measure: LibraryMeasure }) {
  const town = useTown();
  const filtered = (key: string) => `${libraryPath(town)}?f.requirement=${encodeURIComponent(key)}`;
  return (
    <Section title={m.measures_serves()}>
      <PlainTable
        label={m.measures_serves()}
        columns={[
          {
            title: m.measures_requirement(),
            cell: (row) => <a href={filtered(row.id)}>{local(row.name)}</a>,
          },
          { title: m.measures_strength(), cell: (row) => strengthWord(row.strength) },
        ]}
        rows={measure.serves.map(({ key, ...one }) => ({ id: key, ...one }))}
      />
    </Section>
  );
}
