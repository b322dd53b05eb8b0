import { useState } from 'react';
import { EDITORS, READERS } from '#kernel/functions';
import { type ListKind, listPath } from '#kernel/paths';
import { newKey, problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { TextArea } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Meter, Meters } from '#ui-kit/meter';
import { Section } from '#ui-kit/page';
import { PhaseBar } from '#ui-kit/phase-bar';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { ConditionCode } from '../domain/gates.ts';
import { PHASE_OF_DAY, type Phase } from '../domain/rating.ts';
import { saidBy } from './parts.tsx';
import { assessment, type Engagement, PHASE_WORDS } from './words.ts';

type Gate = Awaited<ReturnType<typeof assessment.gates>>['gates'][number];

const CONDITION_WORDS: Record<ConditionCode, () => string> = {
  agenda: m.assessment_gate_agenda,
  rooms: m.assessment_gate_rooms,
  interviews: m.assessment_gate_interviews,
  goals: m.assessment_gate_goals,
  goal_pairs: m.assessment_gate_goal_pairs,
  requirements: m.assessment_gate_requirements,
  spending: m.assessment_gate_spending,
  findings_worded: m.assessment_gate_findings_worded,
  findings_answered: m.assessment_gate_findings_answered,
  target_agreed: m.assessment_gate_target_agreed,
  findings_with_measure: m.assessment_gate_findings_with_measure,
  measures_costed: m.assessment_gate_measures_costed,
  measures_scheduled: m.assessment_gate_measures_scheduled,
};
/** Where an open point is worked on. */
const PLACES: Record<ConditionCode, ListKind> = {
  agenda: 'engagement',
  rooms: 'observation',
  interviews: 'interview',
  goals: 'goal',
  goal_pairs: 'goal',
  requirements: 'rating',
  spending: 'spending',
  findings_worded: 'finding',
  findings_answered: 'finding',
  target_agreed: 'engagement',
  findings_with_measure: 'measure',
  measures_costed: 'measure',
  measures_scheduled: 'roadmap',
};

const gateId = (phase: Phase): string => `tor-${phase}`;
const daysOf = (phase: Phase): string =>
  phase === 'explore'
    ? m.assessment_phase_days_explore()
    : m.assessment_phase_day({
        day: Object.entries(PHASE_OF_DAY).find(([, one]) => one === phase)?.[0] ?? '',
      });

/** Above the days: which phase the week is in, what it lacks before its gate, how complete the picture is. */
export function WeekPhases({ week }: { week: Engagement }) {
  const town = useTown();
  const { data } = useRecord(['gates', town, week.id], () => assessment.gates({ town, id: week.id }));
  if (!data) return null;
  const next = data.gates.find(({ passed }) => !passed)?.phase;
  const stateOf = ({ phase, passed }: Gate) => {
    if (passed || week.status === 'closed') return 'done';
    return week.status === 'running' && phase === next ? 'current' : 'open';
  };
  return (
    <PhaseBar
      label={m.assessment_phases()}
      phases={data.gates.map((gate) => ({
        title: PHASE_WORDS[gate.phase](),
        when: daysOf(gate.phase),
        state: stateOf(gate),
        note: lacks(gate),
        href: `#${gateId(gate.phase)}`,
      }))}
    />
  );
}

const lacks = ({ open, share }: Gate): string =>
  open === 0
    ? m.assessment_phase_complete()
    : m.assessment_phase_note({
        open: m.assessment_gate_points({ count: open }),
        share: Math.floor(share * 100),
      });

/** What each phase still has to leave behind, and how it was closed. */
export function WeekGates({ week }: { week: string }) {
  const town = useTown();
  const { data } = useRecord(['gates', town, week], () => assessment.gates({ town, id: week }));
  const [closing, setClosing] = useState<Gate>();
  if (!data) return <Skeleton lines={6} />;
  return (
    <Section title={m.assessment_gates()}>
      <div className="k-grid">
        {data.gates.map((gate) => (
          <GateCard key={gate.phase} gate={gate} week={week} onClose={() => setClosing(gate)} />
        ))}
      </div>
      {closing && (
        <PassDialog key={closing.phase} gate={closing} week={week} onClose={() => setClosing(undefined)} />
      )}
    </Section>
  );
}

/** Leads to what is meant, for whoever may read it. */
function Condition({ code }: { code: Gate['conditions'][number]['code'] }) {
  const town = useTown();
  const reader = useHolds(READERS);
  const word = CONDITION_WORDS[code]();
  return reader ? <a href={listPath(town, PLACES[code])}>{word}</a> : word;
}

interface CardProps {
  gate: Gate;
  week: string;
  onClose: () => void;
}

function GateCard({ gate, week, onClose }: CardProps) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const reopen = useSave(assessment.reopenGate, [['gates', town, week]]);
  const word = PHASE_WORDS[gate.phase]();
  return (
    <section className="k-card" id={gateId(gate.phase)} aria-label={word}>
      <h3>
        {word}{' '}
        {gate.passed ? (
          <Badge tone={gate.passed.openPoints > 0 ? 'warning' : 'success'}>
            {m.assessment_gate_closed()}
          </Badge>
        ) : (
          gate.open > 0 && <Badge tone="neutral">{m.assessment_gate_points({ count: gate.open })}</Badge>
        )}
      </h3>
      <Meters>
        {gate.conditions.map(({ code, done, total }) => (
          <Meter
            key={code}
            label={<Condition code={code} />}
            share={total > 0 ? done / total : 0}
            text={m.assessment_gate_of({ done, total })}
            {...(total > 0 && done >= total ? { tone: 'success' as const } : {})}
          />
        ))}
      </Meters>
      {gate.passed && (
        <p className="k-small">
          {m.assessment_gate_passed_by({ name: gate.passed.by, date: date(gate.passed.at) })}
          {gate.passed.reason && ` ${m.assessment_gate_with_reason({ reason: gate.passed.reason })}`}
        </p>
      )}
      {editor && (
        <div className="k-actions">
          {gate.passed ? (
            <Button
              small
              kind="quiet"
              onClick={() =>
                void reopen
                  .mutateAsync({ input: { town, id: week, phase: gate.phase } })
                  .catch((error: unknown) => toast(saidBy(error), { tone: 'danger' }))
              }
            >
              {m.assessment_gate_reopen()}
            </Button>
          ) : (
            <Button small onClick={onClose}>
              {m.assessment_gate_close()}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function PassDialog({ gate, week, onClose }: CardProps) {
  const town = useTown();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const pass = useSave(assessment.passGate, [['gates', town, week]]);
  const open = gate.conditions.filter(({ done, total }) => total === 0 || done < total);
  const submit = async () => {
    try {
      await pass.mutateAsync({
        input: { town, id: week, phase: gate.phase, reason },
        key: newKey(),
      });
      onClose();
    } catch (error) {
      setFault(problemOf(error)?.text ?? saidBy(error));
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.assessment_gate_close_title({ phase: PHASE_WORDS[gate.phase]() })}
    >
      <Form
        onSubmit={submit}
        submit={m.assessment_gate_close()}
        onCancel={onClose}
        faults={fault ? [{ path: 'reason', text: fault }] : []}
      >
        {open.length === 0 ? (
          <p>{m.assessment_gate_all_met()}</p>
        ) : (
          <>
            <p>{m.assessment_gate_still_open()}</p>
            <ul>
              {open.map(({ code, done, total }) => (
                <li key={code}>
                  {CONDITION_WORDS[code]()}: {m.assessment_gate_of({ done, total })}
                </li>
              ))}
            </ul>
            <TextArea
              name="reason"
              label={m.assessment_gate_reason()}
              help={m.assessment_gate_reason_help()}
              rows={3}
              value={reason}
              onChange={setReason}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
