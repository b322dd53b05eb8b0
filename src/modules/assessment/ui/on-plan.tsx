import { fileContentPath } from '#kernel/file-paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { SketchSurface } from './sketch-surface.tsx';
import { type Observation, organisation } from './words.ts';

/** The sketch of an observation on the floor plan of its site, and what its pins mark in words. */
export function OnPlan({ observation }: { observation: Observation }) {
  const town = useTown();
  const { roomId, planFileId, sketch } = observation;
  const room = useRecord(
    ['room', town, roomId],
    () => organisation.rooms.get({ town, id: roomId ?? '' }),
    roomId !== null,
  );
  const site = room.data?.siteId ?? '';
  const files = useRecord(
    ['site', town, site, 'files'],
    () => organisation.siteFiles.list({ town, id: site }),
    site !== '',
  );
  const plan = files.data?.files.find(({ id }) => id === planFileId);
  if (!files.data) return null;
  const pins = sketch.pins ?? [];
  return (
    <Section title={m.assessment_walk_sketch()}>
      {plan ? (
        <SketchSurface
          src={`/api/v1/towns/${town}${fileContentPath('sites', site, plan.id)}?inline=1`}
          sketch={{ pins, lines: sketch.lines ?? [] }}
        />
      ) : (
        <Notice tone="warning" title={m.assessment_walk_plan_gone()} />
      )}
      {pins.length > 0 && (
        <ol>
          {pins.map(({ label }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pin is known by its number
            <li key={n}>{label || m.assessment_not_said()}</li>
          ))}
        </ol>
      )}
    </Section>
  );
}
