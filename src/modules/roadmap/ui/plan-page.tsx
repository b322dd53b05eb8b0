import { useState } from 'react';
import { documentPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { Progress } from '#ui-kit/progress';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { CertaintySection } from './certainty-section.tsx';
import { type Names, namesOf, type Plan, proofWords, usePlan, whatWords } from './planning.ts';
import { certaintyPath, planningPath } from './planning-path.ts';
import { ResultView } from './result-view.tsx';
import { useRoleTitle } from './roles.ts';
import { wayWords } from './way-words.ts';
import { roadmap } from './words.ts';

const WHY_NOT: Record<string, () => string> = {
  plan_not_done: m.refusal_plan_not_done,
  plan_variant: m.refusal_plan_variant,
  plan_empty: m.refusal_plan_empty,
  plan_outdated: m.refusal_plan_outdated,
};

/** One reckoned plan beside the one in force. */
export function PlanPage() {
  const town = useTown();
  const { params } = useAddress();
  const id = params.id ?? '';
  const { plan, error, refetch } = usePlan(id);
  const { data: view } = useRecord(['roadmap', town], () => roadmap.show({ town }));
  const names = namesOf(view, town, useRoleTitle());
  return (
    <Page
      title={plan?.name ?? m.roadmap_plan_title()}
      lead={plan && whatWords(plan.what, names) !== plan.name ? whatWords(plan.what, names) : ''}
      back={{ href: planningPath(town), label: m.roadmap_planning() }}
      actions={
        plan &&
        plan.state !== 'running' && (
          <PlanActions plan={plan} names={names} mayPlan={view?.may.place ?? false} />
        )
      }
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!plan && !error && <Skeleton lines={8} />}
      {plan && <PlanState plan={plan} names={names} refetch={refetch} mayPlan={view?.may.place ?? false} />}
    </Page>
  );
}

function PlanActions({ plan, names, mayPlan }: { plan: Plan; names: Names; mayPlan: boolean }) {
  const town = useTown();
  const touches = [
    ['roadmap', town],
    ['roadmap-plan', town],
    ['roadmap-plans', town],
    ['measures', town],
    ['measure', town],
    ['overview', town],
    ['measure-ways', town],
  ];
  const ways = (plan.result?.measures ?? []).flatMap(({ id, fixed, way }) =>
    way?.id && !fixed ? [m.roadmap_plan_accept_way({ measure: names.of(id), way: wayWords(way) })] : [],
  );
  const accept = useSave(roadmap.acceptPlan, touches);
  const remove = useSave(roadmap.removePlan, [['roadmap-plans', town]]);
  const { go } = useAddress();
  const notMine = mayPlan ? undefined : m.roadmap_only_editors();
  const whyNot = notMine ?? (plan.accept === true ? undefined : (WHY_NOT[plan.accept]?.() ?? ''));
  const take = async () => {
    const sure = await confirm({
      title: m.roadmap_plan_accept_title(),
      text:
        m.roadmap_plan_accept_text() +
        (ways.length > 0 ? ` ${m.roadmap_plan_accept_ways({ list: ways.join(', ') })}` : ''),
      action: m.roadmap_plan_accept(),
    });
    if (!sure) return;
    try {
      const { moved, ways: others, baseline } = await accept.mutateAsync({ input: { town, id: plan.id } });
      const told = [
        m.roadmap_plan_accepted({ count: moved }),
        ...(others > 0 ? [m.roadmap_plan_accepted_ways({ count: others })] : []),
        ...(baseline === null ? [] : [m.roadmap_baseline_kept({ name: baseline })]),
      ];
      toast(told.join(' '));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.roadmap_unreachable(), { tone: 'danger' });
    }
  };
  const drop = async () => {
    const sure = await confirm({
      title: m.roadmap_plan_remove_title({ name: plan.name }),
      text: m.roadmap_plan_remove_text(),
      action: m.roadmap_plan_remove(),
      danger: true,
    });
    if (!sure) return;
    try {
      await remove.mutateAsync({ input: { town, id: plan.id } });
      go(planningPath(town));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.roadmap_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <>
      {plan.state === 'done' && (
        <Button
          kind="primary"
          icon="check"
          reason={whyNot}
          busy={accept.isPending}
          onClick={() => void take()}
        >
          {m.roadmap_plan_accept()}
        </Button>
      )}
      {plan.state === 'done' && plan.weighted !== null && (
        <ButtonLink icon="report" href={documentPath(town, 'council', plan.id)}>
          {m.roadmap_plan_to_council()}
        </ButtonLink>
      )}
      <Button icon="trash" reason={notMine} busy={remove.isPending} onClick={() => void drop()}>
        {m.roadmap_plan_remove()}
      </Button>
    </>
  );
}

const STEPS: Record<string, () => string> = {
  search: m.roadmap_step_search,
  proof: m.roadmap_step_proof,
  conflict: m.roadmap_step_conflict,
  reduced: m.roadmap_step_reduced,
};

interface StateProps {
  plan: Plan;
  names: Names;
  mayPlan: boolean;
  refetch: () => unknown;
}

function PlanState({ plan, names, mayPlan, refetch }: StateProps) {
  const town = useTown();
  const cancel = useSave(roadmap.cancelPlan, []);
  const [asked, setAsked] = useState(false);
  const stop = async () => {
    setAsked(true);
    try {
      await cancel.mutateAsync({ input: { town, id: plan.id } });
      await refetch();
    } catch (error) {
      setAsked(false);
      toast(problemOf(error)?.text ?? m.roadmap_unreachable(), { tone: 'danger' });
    }
  };
  if (plan.state === 'running') {
    const gap =
      plan.gapHundredths === null ? '' : proofWords({ proven: false, gap: plan.gapHundredths / 100 });
    return (
      <Stack>
        <Progress label={(STEPS[plan.phase] ?? m.roadmap_step_search)()} share={null} text={gap} />
        <p>
          <Button
            icon="close"
            busy={asked}
            reason={mayPlan ? undefined : m.roadmap_only_editors()}
            onClick={() => void stop()}
          >
            {m.roadmap_plan_cancel()}
          </Button>
        </p>
      </Stack>
    );
  }
  if (plan.state === 'cancelled') return <Notice tone="info" title={m.roadmap_plan_cancelled()} />;
  if (plan.state === 'failed' || !plan.result)
    return <Notice tone="danger" title={m.roadmap_plan_failed()} />;
  return (
    <>
      {plan.acceptedAt && (
        <Notice tone="success" title={m.roadmap_plan_taken({ when: dateTime(plan.acceptedAt) })} />
      )}
      <ResultView result={plan.result} names={names} taken={plan.acceptedAt !== null} />
      {plan.result.weighted !== null && plan.accept !== 'plan_outdated' && (
        <CertaintySection
          title={m.roadmap_certainty()}
          queryKey={['roadmap-plan', town, plan.id]}
          load={(spread) => roadmap.planSimulation({ town, id: plan.id, ...spread })}
          names={names}
        />
      )}
      {plan.accept === 'plan_outdated' && (
        <Section title={m.roadmap_certainty()}>
          <p>
            {m.roadmap_certainty_outdated()}{' '}
            <a href={certaintyPath(town)}>{m.roadmap_certainty_to_in_force()}</a>
          </p>
        </Section>
      )}
    </>
  );
}
