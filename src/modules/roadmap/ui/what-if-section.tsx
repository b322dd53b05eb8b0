import { useEffect, useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { problemOf, useAddress, useRecord, useRecordKept, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Select, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Grid, Section, Stack } from '#ui-kit/page';
import { RangeField } from '#ui-kit/range-field';
import { Skeleton } from '#ui-kit/skeleton';
import { AS_IT_IS, budgetWord, delayWord, type Names, roleWord, type What, whatWords } from './planning.ts';
import { planningPath } from './planning-path.ts';
import { ResultView } from './result-view.tsx';
import { TrialBoard } from './trial-board.tsx';
import { useRested } from './use-rested.ts';
import { addressOf, assumptionsIn } from './what-address.ts';
import { measureNumber, type Roadmap, roadmap } from './words.ts';

interface Props {
  view: Roadmap;
  names: Names;
  mayPlan: boolean;
}

/** Assumptions to try out, with the plan they lead to beside them; reckoned with proof and kept when asked. */
export function WhatIfSection({ view, names, mayPlan }: Props) {
  const town = useTown();
  const { query, setQuery } = useAddress();
  const [what, setWhat] = useState(() => assumptionsIn(query));
  const asked = useRested(what);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows the assumptions, not the other way round
  useEffect(() => {
    const next = { ...query, ...addressOf(asked) };
    if (Object.entries(next).some(([key, value]) => (query[key] ?? '') !== value)) setQuery(next);
  }, [asked]);
  // The board stays in view while the next plan is reckoned; an answer to an earlier question never replaces a later one.
  const { data, error, isPlaceholderData } = useRecordKept(
    ['roadmap', town, 'what-if', JSON.stringify(asked)],
    () => roadmap.whatIf({ town, ...asked }),
  );
  const problem = error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />;
  return (
    <>
      <Section title={m.roadmap_what_if()}>
        <Assumptions view={view} names={names} what={what} onChange={setWhat} />
      </Section>
      <Section title={m.roadmap_try()}>
        <Stack>
          {problem}
          {!data && !error && <Skeleton lines={6} />}
          {data && (
            <TrialBoard
              view={view}
              names={names}
              what={what}
              onHold={(held) => setWhat((now) => ({ ...now, held: held(now.held) }))}
              result={data}
              waits={isPlaceholderData || asked !== what}
            />
          )}
          <Reckon what={what} names={names} mayPlan={mayPlan} />
          {data && <ResultView result={data} names={names} quick />}
        </Stack>
      </Section>
    </>
  );
}

interface AssumptionProps {
  view: Roadmap;
  names: Names;
  what: What;
  onChange: (what: What) => void;
}

function Assumptions({ view, names, what, onChange }: AssumptionProps) {
  const town = useTown();
  const { data: times } = useRecord(['role-times', town], () => roadmap.roleTimes.list({ town, limit: 200 }));
  const roles = [...new Set(times?.rows.map(({ role }) => role))];
  return (
    <Stack>
      <Grid>
        <Stack>
          <RangeField
            name="budgetPercent"
            label={m.roadmap_what_budget()}
            min={-50}
            max={50}
            step={5}
            value={what.budgetPercent}
            text={budgetWord(what.budgetPercent)}
            onChange={(budgetPercent) => onChange({ ...what, budgetPercent })}
          />
        </Stack>
        <RoleAssumption roles={roles} names={names} what={what} onChange={onChange} />
        <DelayAssumption view={view} names={names} what={what} onChange={onChange} />
      </Grid>
      <p>
        <Button onClick={() => onChange(AS_IT_IS)}>{m.roadmap_what_reset()}</Button>
      </p>
    </Stack>
  );
}

type PartProps = Pick<AssumptionProps, 'names' | 'what' | 'onChange'>;

function RoleAssumption({ roles, names, what, onChange }: PartProps & { roles: readonly string[] }) {
  return (
    <Stack>
      <Select
        name="role"
        label={m.roadmap_what_role()}
        optional
        none={m.roadmap_what_role_none()}
        options={roles.map((role) => ({ value: role, label: names.role(role) }))}
        value={what.role ?? ''}
        onChange={(role) =>
          onChange({ ...what, role: role || null, rolePercent: role ? what.rolePercent || 50 : 0 })
        }
      />
      {what.role !== null && (
        <RangeField
          name="rolePercent"
          label={m.roadmap_what_role_percent({ role: names.role(what.role) })}
          min={-100}
          max={100}
          step={10}
          value={what.rolePercent}
          text={roleWord(what.rolePercent)}
          onChange={(rolePercent) => onChange({ ...what, rolePercent })}
        />
      )}
    </Stack>
  );
}

function DelayAssumption({ view, names, what, onChange }: PartProps & { view: Roadmap }) {
  return (
    <Stack>
      <Select
        name="delayedId"
        label={m.roadmap_what_delayed()}
        optional
        none={m.roadmap_what_delayed_none()}
        options={view.measures
          .filter(({ status }) => status !== 'done' && status !== 'postponed')
          .map((one) => ({ value: one.id, label: `${measureNumber(one)} ${one.title}` }))}
        value={what.delayedId ?? ''}
        onChange={(id) =>
          onChange({ ...what, delayedId: id || null, delayQuarters: id ? what.delayQuarters || 2 : 0 })
        }
      />
      {what.delayedId !== null && (
        <RangeField
          name="delayQuarters"
          label={m.roadmap_what_delay_by({ measure: names.of(what.delayedId) })}
          min={0}
          max={8}
          step={1}
          value={what.delayQuarters}
          text={delayWord(what.delayQuarters)}
          onChange={(delayQuarters) => onChange({ ...what, delayQuarters })}
        />
      )}
    </Stack>
  );
}

/** Reckons with proof and keeps the result under a name. */
function Reckon({ what, names, mayPlan }: { what: What; names: Names; mayPlan: boolean }) {
  const town = useTown();
  const { go } = useAddress();
  const [name, setName] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const start = useSave(roadmap.startPlan, [['roadmap-plans', town]]);
  const asIs = JSON.stringify(what) === JSON.stringify(AS_IT_IS);
  const proposed = asIs
    ? m.roadmap_plan_name_of({ date: date(localDateOf(new Date())) })
    : whatWords(what, names).slice(0, 200);
  const submit = async () => {
    try {
      const plan = await start.mutateAsync({ input: { town, name: name || proposed, what } });
      go(`${planningPath(town)}/${plan.id}`);
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.roadmap_unreachable());
    }
  };
  if (!mayPlan) return <p className="k-help">{m.roadmap_only_editors()}</p>;
  return (
    <Form onSubmit={submit} submit={m.roadmap_plan_start()} faults={faults} problem={problem}>
      <TextField
        name="name"
        label={m.roadmap_plan_name()}
        help={m.roadmap_plan_name_help()}
        optional
        placeholder={proposed}
        maxLength={200}
        value={name}
        onChange={setName}
      />
    </Form>
  );
}
