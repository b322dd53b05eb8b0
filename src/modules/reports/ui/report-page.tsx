import { documentPath, listPath } from '#kernel/paths';
import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Card, Page, Prose, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { blocksPath } from './block-words.ts';
import { Readiness } from './readiness.tsx';
import { documents, FORMAT_WORDS, KIND_WORDS } from './words.ts';

const CHAPTERS = [
  m.reports_chapter_summary,
  m.reports_chapter_baseline,
  m.reports_chapter_duties,
  m.reports_chapter_comparison,
  m.reports_chapter_findings,
  m.reports_chapter_measures,
  m.reports_chapter_roadmap,
  m.reports_chapter_budget,
  m.reports_chapter_chain,
  m.reports_chapter_appendix,
];

/** What can be taken away on paper: documents for the council, and the results of the week as one file. */
export function ReportPage() {
  const town = useTown();
  return (
    <Page
      title={m.reports_title()}
      lead={m.reports_lead()}
      actions={
        <>
          <ButtonLink href={blocksPath(town)}>{m.reports_blocks()}</ButtonLink>
          <ButtonLink href={`${listPath(town, 'report')}/gestaltung`}>{m.reports_brand()}</ButtonLink>
        </>
      }
    >
      <Stack>
        <Readiness />
        <Documents />
        <Card title={m.reports_results()}>
          <Prose>
            <p>{m.reports_results_text()}</p>
            <ul>
              {CHAPTERS.map((chapter) => (
                <li key={chapter()}>{chapter()}</li>
              ))}
            </ul>
            <p>{m.reports_results_time()}</p>
            <p>{m.reports_results_closed()}</p>
          </Prose>
          <ButtonLink
            kind="primary"
            icon="download"
            href={`/api/v1/towns/${town}/reports/results.pdf`}
            download={`ergebnisbericht-${town}.pdf`}
          >
            {m.reports_download()}
          </ButtonLink>
        </Card>
        <Card title={m.reports_command_line()}>
          <Prose>
            <p>{m.reports_command_line_text()}</p>
            <p>
              <code>{`npx sollstand report --town ${town} --kind council --format docx --out vorlage.docx`}</code>
            </p>
          </Prose>
        </Card>
      </Stack>
    </Page>
  );
}

function Documents() {
  const town = useTown();
  const { data, error } = useRecord(['documents', town], () => documents.all({ town }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <Section title={m.reports_documents()}>
      <PlainTable
        label={m.reports_documents()}
        columns={[
          {
            title: m.reports_document(),
            cell: ({ kind }) => <a href={documentPath(town, kind)}>{KIND_WORDS[kind].title()}</a>,
          },
          { title: m.reports_what(), cell: ({ kind }) => KIND_WORDS[kind].what() },
          { title: m.reports_edited(), cell: ({ edited }) => m.reports_edited_count({ count: edited }) },
          {
            title: m.reports_issued(),
            cell: ({ issued }) =>
              issued
                ? m.reports_issued_short({ number: issued.number, date: date(issued.issuedAt) })
                : m.reports_not_issued(),
          },
          {
            title: m.reports_formats(),
            cell: ({ formats }) => formats.map((format) => FORMAT_WORDS[format]).join(', '),
          },
        ]}
        rows={data.documents.map((document) => ({ id: document.kind, ...document }))}
      />
    </Section>
  );
}
