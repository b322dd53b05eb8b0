import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import type { FrameworkId } from '../domain/rating.ts';
import { assessment, local } from './words.ts';

type Chapter = Awaited<ReturnType<typeof assessment.scores>>['chapters'][number];

/** Fulfilment of each chapter by MUST and SHOULD, with its range and its duties; where a framework knows duties. */
export function ChapterScores({ week, framework }: { week: string; framework: FrameworkId }) {
  const town = useTown();
  const { data } = useRecord(['scores', town, week, framework], () =>
    assessment.scores({ town, id: week, framework }),
  );
  const chapters = (data?.chapters ?? []).filter(({ must }) => must.total > 0);
  if (chapters.length === 0) return null;
  return (
    <Section title={m.assessment_chapters()}>
      <PlainTable
        label={m.assessment_chapters()}
        columns={[
          { title: m.assessment_chapter(), cell: ({ code, title }) => `${code} ${local(title)}` },
          { title: m.assessment_must(), cell: ({ must }) => degree(must) },
          { title: m.assessment_should(), cell: ({ should }) => (should.total > 0 ? degree(should) : '–') },
          { title: m.assessment_gate(), cell: ({ gate }) => <Gate gate={gate} /> },
        ]}
        rows={chapters.map((chapter) => ({ ...chapter, id: chapter.code }))}
      />
    </Section>
  );
}

const degree = ({ degree: known, worst, best }: Chapter['must']): string => {
  if (known === null) return m.assessment_degree_none({ worst, best });
  return worst === best ? `${known} %` : m.assessment_degree_range({ degree: known, worst, best });
};

function Gate({ gate: { state, failing, unknown } }: { gate: Chapter['gate'] }) {
  if (state === 'passed') return <Badge tone="success">{m.assessment_gate_passed()}</Badge>;
  if (state === 'open')
    return <Badge tone="neutral">{m.assessment_gate_open({ count: unknown.length })}</Badge>;
  return (
    <>
      <Badge tone="danger">{m.assessment_gate_failed({ count: failing.length })}</Badge>
      <p className="k-help">{failing.join(', ')}</p>
    </>
  );
}
