import { Fragment } from 'react';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import type { FrameworkId } from '../domain/rating.ts';
import { assessment, local } from './words.ts';

type Chapter = Awaited<ReturnType<typeof assessment.scores>>['chapters'][number];

interface ChapterScoresProps {
  week: string;
  framework: FrameworkId;
  /** Page of a requirement; undefined where nobody has judged it and the reader may not. */
  hrefOf: (code: string) => string | undefined;
}

/** Fulfilment of each chapter by MUST and SHOULD, with its range and its duties; where a framework knows duties. */
export function ChapterScores({ week, framework, hrefOf }: ChapterScoresProps) {
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
          { title: m.assessment_gate(), cell: ({ gate }) => <Gate gate={gate} hrefOf={hrefOf} /> },
        ]}
        rows={chapters.map((chapter) => ({ ...chapter, id: chapter.code }))}
      />
      <p className="k-help">{m.assessment_chapters_rule()}</p>
    </Section>
  );
}

const degree = ({ degree: known, worst, best }: Chapter['must']): string => {
  if (known === null) return m.assessment_degree_none({ worst, best });
  return worst === best ? `${known} %` : m.assessment_degree_range({ degree: known, worst, best });
};

type GateProps = Pick<ChapterScoresProps, 'hrefOf'> & { gate: Chapter['gate'] };

function Gate({ gate: { state, failing, unknown }, hrefOf }: GateProps) {
  if (state === 'passed') return <Badge tone="success">{m.assessment_gate_passed()}</Badge>;
  if (state === 'open')
    return (
      <>
        <Badge tone="neutral">{m.assessment_gate_open({ count: unknown.length })}</Badge>
        <Codes codes={unknown} hrefOf={hrefOf} />
      </>
    );
  return (
    <>
      <Badge tone="danger">{m.assessment_gate_failed({ count: failing.length })}</Badge>
      <Codes codes={failing} hrefOf={hrefOf} />
    </>
  );
}

/** Each requirement leads to what it was judged by. */
const Codes = ({ codes, hrefOf }: Pick<ChapterScoresProps, 'hrefOf'> & { codes: readonly string[] }) => (
  <p className="k-help">
    {codes.map((code, at) => (
      <Fragment key={code}>
        {at > 0 && ', '}
        {hrefOf(code) ? <a href={hrefOf(code)}>{code}</a> : code}
      </Fragment>
    ))}
  </p>
);
