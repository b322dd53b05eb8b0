import { useEffect, useState } from 'react';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Select } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { isEmpty, MOST_LINES, MOST_PINS, type Sketch, spot } from '../../domain/sketch.ts';
import { SketchSurface, type Tool } from '../sketch-surface.tsx';
import { owner } from './device.ts';
import { useUrl } from './parts.tsx';
import { PinFields } from './pin-fields.tsx';
import { planPicture } from './plans.ts';
import type { ObservationBody } from './store.ts';

interface SketchFieldProps {
  plans: { id: string; name: string }[];
  planFileId: string | null;
  sketch: ObservationBody['sketch'];
  onChange: (part: Partial<ObservationBody>) => void;
}

/** Where it is: pins and lines on a floor plan, by finger, mouse or fields. */
export function SketchField({ plans, planFileId, sketch, onChange }: SketchFieldProps) {
  if (plans.length === 0) return <p className="k-help">{m.assessment_walk_no_plan()}</p>;
  const full: Sketch = { pins: sketch.pins ?? [], lines: sketch.lines ?? [] };
  return (
    <fieldset className="w-sketch">
      <legend className="k-label">{m.assessment_walk_sketch()}</legend>
      <Select
        name="planFileId"
        label={m.assessment_walk_plan()}
        optional
        none={m.assessment_walk_no_plan_chosen()}
        options={plans.map(({ id, name }) => ({ value: id, label: name }))}
        value={planFileId ?? ''}
        onChange={(id) => onChange({ planFileId: id || null, sketch: { pins: [], lines: [] } })}
      />
      {planFileId && (
        <OnPlan
          key={planFileId}
          plan={planFileId}
          sketch={full}
          onChange={(next) => onChange({ sketch: next })}
        />
      )}
    </fieldset>
  );
}

function OnPlan(props: { plan: string; sketch: Sketch; onChange: (sketch: Sketch) => void }) {
  const { plan, sketch, onChange } = props;
  const [tool, setTool] = useState<Tool>('pin');
  const [picture, setPicture] = useState<Blob | null>();
  useEffect(() => {
    planPicture(owner(), plan).then(
      (blob) => setPicture(blob ?? null),
      () => setPicture(null),
    );
  }, [plan]);
  const url = useUrl(picture ?? undefined);
  const { pins, lines } = sketch;
  const addPin = (x: number, y: number) =>
    pins.length < MOST_PINS && onChange({ ...sketch, pins: [...pins, { ...spot(x, y), label: '' }] });
  return (
    <>
      {picture === null && <Notice tone="warning" title={m.assessment_walk_plan_missing()} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside the one of the sketch would be read twice */}
      <div className="k-actions" role="group" aria-label={m.assessment_walk_tool()}>
        <Button icon="flag" aria-pressed={tool === 'pin'} onClick={() => setTool('pin')}>
          {m.assessment_walk_tool_pin()}
        </Button>
        <Button icon="edit" aria-pressed={tool === 'line'} onClick={() => setTool('line')}>
          {m.assessment_walk_tool_line()}
        </Button>
      </div>
      {url && (
        <SketchSurface
          src={url}
          sketch={sketch}
          tool={tool}
          onPin={addPin}
          onMove={(n, x, y) =>
            onChange({ ...sketch, pins: pins.map((pin, at) => (at === n ? { ...pin, ...spot(x, y) } : pin)) })
          }
          onLine={(line) => lines.length < MOST_LINES && onChange({ ...sketch, lines: [...lines, line] })}
        />
      )}
      <PinFields pins={pins} onChange={(next) => onChange({ ...sketch, pins: next })} />
      <div className="k-actions">
        <Button icon="plus" onClick={() => addPin(0.5, 0.5)}>
          {m.assessment_walk_pin_add()}
        </Button>
        {pins.length > 1 && (
          <Button
            onClick={() =>
              onChange({
                ...sketch,
                lines: [...lines, pins.map(({ x, y }) => ({ x, y }))].slice(-MOST_LINES),
              })
            }
          >
            {m.assessment_walk_pins_join()}
          </Button>
        )}
        {lines.length > 0 && (
          <Button icon="trash" onClick={() => onChange({ ...sketch, lines: lines.slice(0, -1) })}>
            {m.assessment_walk_line_undo()}
          </Button>
        )}
        {!isEmpty(sketch) && (
          <Button icon="trash" onClick={() => onChange({ pins: [], lines: [] })}>
            {m.assessment_walk_sketch_clear()}
          </Button>
        )}
      </div>
      <p role="status" className="k-muted">
        {m.assessment_walk_sketch_says({ pins: pins.length, lines: lines.length })}
      </p>
    </>
  );
}
