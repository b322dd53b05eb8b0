import { recordPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { progressOf } from '../domain/walk.ts';
import { assessment, local } from './words.ts';

/** How far the rooms are by their checklists, and what was found wanting. */
export function WalkSummary() {
  const town = useTown();
  const { data } = useRecord(['walk', town], () => assessment.walk({ town }));
  if (!data) return null;
  const rooms = data.rooms.flatMap((room) => {
    const answers = data.answers.filter(({ roomId }) => roomId === room.id);
    if (answers.length === 0) return [];
    const used = new Set([room.checklist, ...answers.map(({ point }) => point.split('.')[0])]);
    const lists = data.checklists.filter(({ key }) => used.has(key));
    const points = lists.flatMap(({ key, points: of }) => of.map(({ code }) => `${key}.${code}`));
    const defects = answers.flatMap(({ point, answer, note }) => {
      const [listKey, code] = point.split('.');
      const found = lists.find(({ key }) => key === listKey)?.points.find((one) => one.code === code);
      return answer === 'defect' && found ? [`${local(found.title)}${note ? ` (${note})` : ''}`] : [];
    });
    return [{ ...room, ...progressOf(points, answers), wanting: defects }];
  });
  return (
    <Section title={m.assessment_walk_rooms_checked()}>
      {rooms.length === 0 ? (
        <p className="k-muted">{m.assessment_walk_rooms_checked_none()}</p>
      ) : (
        <PlainTable
          label={m.assessment_walk_rooms_checked()}
          rows={rooms}
          columns={[
            {
              title: m.assessment_room(),
              cell: (room) => <a href={recordPath(town, 'room', room.id)}>{room.name}</a>,
            },
            {
              title: m.assessment_walk_checked(),
              cell: ({ done, total }) => (
                <span className="k-num">{m.assessment_walk_of({ done, total })}</span>
              ),
            },
            { title: m.assessment_walk_defects_title(), cell: ({ wanting }) => wanting.join(', ') || '–' },
          ]}
        />
      )}
    </Section>
  );
}
