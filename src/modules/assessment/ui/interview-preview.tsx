import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { assessment, type Interview } from './words.ts';

interface PreviewProps extends Pick<Interview, 'roles' | 'siteIds' | 'without'> {
  depth: number;
  minutes: number | null;
}

/** What the choice comes to while it is made, and whether it fits the booked minutes. */
export function TailoringPreview({ roles, siteIds, without, depth, minutes }: PreviewProps) {
  const town = useTown();
  const choice = { roles, siteIds, without, depth };
  const { data } = useRecord(['tailoring', town, JSON.stringify(choice)], () =>
    assessment.tailoring({ town, ...choice }),
  );
  const over = (data?.needed ?? 0) - (minutes ?? 0);
  const text = data && m.assessment_tailoring({ questions: data.questions, needed: data.needed });
  // Always there, so that a change of its words is told.
  return (
    <div role="status">
      {text && over > 0 && (
        <Notice tone="warning" title={text}>
          <p>{m.assessment_tailoring_over({ over })}</p>
        </Notice>
      )}
      {text && over <= 0 && <p>{text}</p>}
    </div>
  );
}
