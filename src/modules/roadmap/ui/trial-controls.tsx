import { useRef } from 'react';
import { localDateOf, quarterOf } from '#kernel/dates';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Select } from '#ui-kit/fields';
import { quarter } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Grid, Stack } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { earlierSentence, type Names } from './planning.ts';
import { quarterOptions } from './quarter-options.ts';
import type { Held, TrialLine } from './trial-bars.ts';

interface Props {
  lines: readonly TrialLine[];
  /** The measure whose bar was focused last, or the first that can be held. */
  inView: TrialLine | undefined;
  names: Names;
  held: Held;
  onLook: (id: string) => void;
  /** Null lets go. */
  hold: (id: string, at: string | null) => void;
  releaseAll: () => void;
  /** Of the window that is planned; -Infinity where it has none. */
  lastYear: number;
}

/** One measure of the board: where to hold it, and why it does not start earlier; below, all that is held. */
export function TrialControls(props: Props) {
  const { lines, inView, names, held, onLook, hold, releaseAll, lastYear } = props;
  return (
    <Stack>
      {inView && (
        <>
          <Grid>
            <Select
              name="tryMeasure"
              label={m.roadmap_try_measure()}
              options={lines.map(({ measure }) => ({ value: measure.id, label: names.titleOf(measure.id) }))}
              value={inView.measure.id}
              onChange={onLook}
            />
            {inView.stays === null && <Start line={inView} hold={hold} lastYear={lastYear} />}
          </Grid>
          <p>
            <strong>{m.roadmap_try_in_view({ measure: names.of(inView.measure.id) })}</strong>{' '}
            {whyOf(inView, held, names)}
          </p>
        </>
      )}
      <HeldList held={held} names={names} hold={hold} releaseAll={releaseAll} />
    </Stack>
  );
}

function Start({ line, hold, lastYear }: Pick<Props, 'hold' | 'lastYear'> & { line: TrialLine }) {
  const present = quarterOf(localDateOf(new Date()));
  const { measure, heldIn } = line;
  return (
    <Select
      name="tryStart"
      label={m.roadmap_try_start()}
      optional
      none={m.roadmap_try_start_free()}
      options={quarterOptions(null, Number.isFinite(lastYear) ? `${lastYear}-Q4` : undefined).filter(
        ({ value }) => value >= present || value === heldIn,
      )}
      value={heldIn ?? ''}
      onChange={(at) => hold(measure.id, at || null)}
    />
  );
}

/** In one sentence; what it waits for may be held itself. */
function whyOf({ measure, starts, stays, earlier }: TrialLine, held: Held, names: Names): string {
  if (stays) return m.roadmap_try_fixed({ measure: names.of(measure.id), reason: stays });
  if (starts === null) return m.roadmap_plan_no_place();
  if (earlier === undefined) return m.roadmap_try_unknown();
  const waitsFor = (earlier?.conditions ?? []).flatMap(({ otherId }) =>
    held.some(({ id }) => id === otherId) ? [m.roadmap_try_other_held({ measure: names.of(otherId) })] : [],
  );
  return [earlierSentence(earlier, names), ...waitsFor].join(' ');
}

function HeldList({ held, names, hold, releaseAll }: Pick<Props, 'held' | 'names' | 'hold' | 'releaseAll'>) {
  const rest = useRef<HTMLDivElement>(null);
  // The button that was pressed goes: the next one takes the focus, else the choice of a measure.
  const passFocusOn = () =>
    requestAnimationFrame(() =>
      (
        rest.current?.querySelector('button') ??
        document.querySelector<HTMLElement>('select[name="tryMeasure"]')
      )?.focus(),
    );
  if (held.length === 0) return <p className="k-help">{m.roadmap_try_none_held()}</p>;
  const release = (id: string) => {
    hold(id, null);
    toast(m.roadmap_try_released({ measure: names.of(id) }));
    passFocusOn();
  };
  return (
    <div className="k-stack" ref={rest}>
      <ul className="k-stack">
        {held.map(({ id, quarter: at }) => (
          <li key={id} className="k-actions">
            <span>
              <Icon name="pin" /> {names.titleOf(id)}: {m.roadmap_try_held({ quarter: quarter(at) })}
            </span>
            <Button
              small
              icon="close"
              aria-label={m.roadmap_try_release_named({ measure: names.of(id) })}
              onClick={() => release(id)}
            >
              {m.roadmap_try_release()}
            </Button>
          </li>
        ))}
      </ul>
      <p>
        <Button
          small
          onClick={() => {
            releaseAll();
            passFocusOn();
          }}
        >
          {m.roadmap_try_release_all()}
        </Button>
      </p>
    </div>
  );
}
