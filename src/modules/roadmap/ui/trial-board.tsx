import { useEffect, useRef, useState } from 'react';
import { localDateOf, quarterOf } from '#kernel/dates';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { quarter } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { barPanelId } from '#ui-kit/roadmap-bar';
import { RoadmapGrid, RoadmapYearRow } from '#ui-kit/roadmap-grid';
import { moveQuarter, quartersOf } from '../domain/roadmap.ts';
import type { Names, Result, What } from './planning.ts';
import { ConflictNotice } from './result-view.tsx';
import { type Held, type HeldChange, type TrialLine, trialBars, trialLines } from './trial-bars.ts';
import { TrialControls } from './trial-controls.tsx';
import { KIND_WORDS, KINDS, type Roadmap, sumOf, sumText } from './words.ts';

interface Props {
  view: Roadmap;
  names: Names;
  what: What;
  onHold: (change: HeldChange) => void;
  result: Result;
  /** The result answers an earlier question. */
  waits: boolean;
}

/** The quick plan as bars that can be held at another start: by dragging, by arrow keys or by choosing a quarter. */
export function TrialBoard({ view, names, what, onHold, result, waits }: Props) {
  const town = useTown();
  const plan = useLastPlan(result);
  const [look, setLook] = useState<string | null>(null);
  const lines = trialLines(view, plan, what.held, plan === result);
  const inView = lines.find(({ measure }) => measure.id === look) ?? lines.find(({ stays }) => !stays);
  const { hold, move } = useHolding(lines, names, what.held, onHold);
  const shown = lines.map(({ measure, starts, quarters }) => ({ ...measure, starts, quarters }));
  const now = quarterOf(localDateOf(new Date()));
  return (
    <Stack>
      <p className="k-help">{m.roadmap_try_help()}</p>
      <RoadmapGrid
        title={m.roadmap_try()}
        quarters={quartersOf(shown, Number(now.slice(0, 4)))}
        now={now}
        bars={trialBars(lines, result.conflict, names, town)}
        onMove={move}
        onLook={setLook}
        actions={({ id, held }) =>
          held && (
            <Button
              small
              icon="close"
              onClick={() => {
                // The button goes; closing its panel gives the focus back to the bar.
                document.getElementById(barPanelId(id))?.hidePopover();
                hold(id, null);
              }}
            >
              {m.roadmap_try_release()}
            </Button>
          )
        }
      >
        {result.weighted !== null && <YearRows result={result} />}
      </RoadmapGrid>
      <p className="k-help" role="status">
        {waits ? m.roadmap_try_reckons() : ''}
      </p>
      {result.conflict && (
        <>
          <ConflictNotice conflict={result.conflict} names={names} />
          {result.weighted === null && <Notice tone="info" title={m.roadmap_try_stale()} />}
        </>
      )}
      <TrialControls
        lines={lines}
        inView={inView}
        names={names}
        held={what.held}
        onLook={setLook}
        hold={hold}
        releaseAll={() => onHold(() => [])}
        lastYear={Math.max(...result.years.map(({ year }) => year))}
      />
    </Stack>
  );
}

/** The last plan there was: where none can be made, the other bars keep their places. */
function useLastPlan(result: Result): Result {
  const last = useRef(result);
  useEffect(() => {
    if (result.weighted !== null) last.current = result;
  }, [result]);
  return result.weighted === null && last.current.weighted !== null ? last.current : result;
}

/** Presses of an arrow key come faster than the page is drawn: each goes on from where the one before it led. */
function useHolding(
  lines: readonly TrialLine[],
  names: Names,
  held: Held,
  onHold: (change: HeldChange) => void,
) {
  const latest = useRef(held);
  latest.current = held;
  const hold = (id: string, at: string | null) => {
    const change: HeldChange = (now) => [
      ...now.filter((one) => one.id !== id),
      ...(at ? [{ id, quarter: at }] : []),
    ];
    latest.current = change(latest.current);
    onHold(change);
  };
  const move = (id: string, by: number): string | undefined => {
    const line = lines.find(({ measure }) => measure.id === id);
    const from = latest.current.find((one) => one.id === id)?.quarter ?? line?.starts;
    if (!from) return undefined;
    const present = quarterOf(localDateOf(new Date()));
    let at = moveQuarter(from, by);
    if (at < present) at = present;
    if (at === from) return m.roadmap_try_past();
    hold(id, at);
    return m.roadmap_try_held_in({ measure: names.of(id), quarter: quarter(at) });
  };
  return { hold, move };
}

function YearRows({ result }: { result: Result }) {
  return KINDS.map((kind) => (
    <RoadmapYearRow
      key={kind}
      title={KIND_WORDS[kind]()}
      years={result.years.map(({ year, resultCents, investmentCents, ...frames }) => {
        const { resultFrameCents, investmentFrameCents } = frames;
        const frame =
          resultFrameCents === null || investmentFrameCents === null
            ? null
            : { year, resultCents: resultFrameCents, investmentCents: investmentFrameCents };
        const sum = sumOf({ year, resultCents, investmentCents, frame }, kind);
        return {
          year,
          text: sumText(sum),
          over: sum.over,
          ...(sum.frame === null ? {} : { share: sum.cents / Math.max(1, sum.frame) }),
        };
      })}
    />
  ));
}
