import { useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import {
  FilesSection,
  problemOf,
  useAddress,
  useChain,
  useRecord,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { Money, number, quarter } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { Facts, RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { MeasureDecisions } from './measure-decisions.tsx';
import { MeasureLinks } from './measure-links.tsx';
import { measureNumber } from './measure-number.ts';
import { MeasureOrigin } from './measure-origin.tsx';
import { useStepActions } from './measure-steps.tsx';
import { measureTabs } from './measure-tabs.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { roleTitle, useRoles } from './roles.ts';
import {
  BUDGET_KINDS,
  CONFIDENTIALITIES,
  EVENTS,
  fiveYearCost,
  HORIZONS,
  MEASURE_FIELDS,
  type Measure,
  measures,
  reasonOf,
  statusOfMeasure,
} from './words.ts';

export function useMeasure(id: string) {
  const town = useTown();
  return useRecord(['measure', town, id], () => measures.get({ town, id }));
}

export function MeasurePage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useMeasure(id);
  if (error) return <MeasureMissing error={error} />;
  return data ? <KnownMeasure key={id} measure={data} /> : <Skeleton lines={8} />;
}

export function MeasureMissing({ error }: { error: unknown }) {
  const list = listPath(useTown(), 'measure');
  return (
    <Page title={m.measures_title()} back={{ href: list, label: m.measures_title() }}>
      <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />
    </Page>
  );
}

function KnownMeasure({ measure }: { measure: Measure }) {
  const town = useTown();
  const name = measureNumber(measure);
  const roles = useRoles();
  const responsible = { label: m.measures_responsible(), show: (key: string) => roleTitle(roles, key) };
  const chain = useChain('measure', measure.id, `${name} ${measure.title}`);
  const timeline = useStory(
    measure.id,
    { ...MEASURE_FIELDS, responsible_role: { ...responsible, label: m.measures_responsible } },
    EVENTS,
  );
  const steps = useStepActions(measure);
  const removal = useRemoval(measure);
  const edit = {
    label: m.measures_edit(),
    icon: 'edit' as const,
    href: `${recordPath(town, 'measure', measure.id)}/bearbeiten`,
    reason: reasonOf(measure.may.edit),
  };
  return (
    <>
      <RecordPage
        number={name}
        title={measure.title}
        status={statusOfMeasure(measure.status)}
        back={{ href: listPath(town, 'measure'), label: m.measures_title() }}
        facts={facts(measure, responsible.show(measure.responsibleRole))}
        tabs={measureTabs(town, measure.id, 'measure')}
        actions={[...steps.actions, edit, ...(measure.status === 'proposed' ? [removal] : [])]}
        timeline={timeline}
        chain={chain}
      >
        <Text title={m.measures_reason()} text={measure.reason} />
        <Text title={m.measures_description()} text={measure.description} />
        <Economics measure={measure} />
        <MeasureDecisions measure={measure} />
        <Placed measure={measure} />
        <MeasureLinks measure={measure} />
        <MeasureOrigin measure={measure} />
        <Text title={m.measures_proof()} text={measure.proof} />
        <Text title={m.measures_indicator()} text={measure.indicator} />
        <FilesSection
          calls={measures.files}
          path="measures"
          kind="measure"
          id={measure.id}
          reason={reasonOf(measure.may.edit)}
        />
      </RecordPage>
      {steps.dialog}
    </>
  );
}

const facts = (measure: Measure, responsible: string) =>
  [
    { label: m.measures_horizon(), value: HORIZONS[measure.horizon]() },
    { label: m.measures_responsible(), value: responsible || m.measures_responsible_none() },
    { label: m.measures_owner(), value: measure.ownerName ?? m.measures_responsible_none() },
    {
      label: m.measures_mandatory_short(),
      value: measure.mandatory && <Badge icon="lock">{m.measures_mandatory_badge()}</Badge>,
    },
    {
      label: m.measures_confidentiality(),
      value: measure.confidentiality !== 'public' && CONFIDENTIALITIES[measure.confidentiality](),
    },
  ].filter(({ value }) => value);

/** What nobody has written yet is said, so that the gap can be seen. */
function Text({ title, text }: { title: string; text: string }) {
  return (
    <Section title={title}>
      {text ? <Prose text={text} /> : <p className="k-muted">{m.measures_not_written()}</p>}
    </Section>
  );
}

function Economics({ measure }: { measure: Measure }) {
  const town = useTown();
  const days = (value: number) => `${number(value)} ${m.measures_days()}`;
  return (
    <Section title={m.measures_economics()}>
      <Facts
        facts={[
          { label: m.measures_once_cost(), value: <Money cents={measure.onceCostCents} /> },
          { label: m.measures_grant(), value: <Money cents={measure.grantCents} /> },
          { label: m.measures_yearly_cost(), value: <Money cents={measure.yearlyCostCents} /> },
          { label: m.measures_five_years(), value: <Money cents={fiveYearCost(measure)} /> },
          { label: m.measures_budget_kind(), value: BUDGET_KINDS[measure.budgetKind]() },
          { label: m.measures_effort(), value: days(measure.effortDays) },
          { label: m.measures_external(), value: days(measure.externalDays) },
          {
            label: m.measures_consult_contract(),
            value: measure.consultContractId ? (
              <a href={recordPath(town, 'contract', measure.consultContractId)}>{measure.consultContract}</a>
            ) : (
              m.measures_consult_contract_none()
            ),
          },
        ]}
      />
      <p className="k-help">{m.measures_five_years_help()}</p>
    </Section>
  );
}

function Placed({ measure }: { measure: Measure }) {
  const town = useTown();
  const [placing, setPlacing] = useState(false);
  const { starts, quarters } = measure;
  const rejected = measure.status === 'rejected' ? m.measures_may_not_rejected() : undefined;
  const button = (
    <Button
      small
      icon="roadmap"
      reason={reasonOf(measure.may.edit) ?? rejected}
      onClick={() => setPlacing(true)}
    >
      {starts ? m.measures_move() : m.measures_place()}
    </Button>
  );
  return (
    <Section title={m.measures_on_roadmap()} actions={button}>
      <p>
        {starts
          ? m.measures_placed_from({ quarter: quarter(starts), count: quarters })
          : m.measures_unplaced()}{' '}
        {starts && <a href={recordPath(town, 'quarter', starts)}>{m.measures_show_on_roadmap()}</a>}
      </p>
      {placing && <PlaceDialog measure={measure} onClose={() => setPlacing(false)} />}
    </Section>
  );
}

function useRemoval(measure: Measure) {
  const town = useTown();
  const { go } = useAddress();
  const lists = [
    ['measures', town],
    ['roadmap', town],
    ['threads', town],
    ['overview', town],
  ];
  const remove = useSave(measures.remove, lists);
  const name = `${measureNumber(measure)} ${measure.title}`;
  const ask = async () => {
    const yes = await confirm({
      title: m.measures_remove_title({ name }),
      text: <p>{m.measures_remove_text()}</p>,
      action: m.measures_remove(),
      danger: true,
    });
    if (!yes) return;
    try {
      await remove.mutateAsync({ input: { town, id: measure.id }, version: measure.version });
      toast(m.measures_removed({ name }));
      go(listPath(town, 'measure'));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' });
    }
  };
  return {
    label: m.measures_remove(),
    icon: 'trash' as const,
    kind: 'danger' as const,
    busy: remove.isPending,
    reason: reasonOf(measure.may.remove),
    onPress: () => void ask(),
  };
}
