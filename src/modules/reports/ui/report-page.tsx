import { useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { Card, Page, Prose, Stack } from '#ui-kit/page';

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

/** What can be taken away on paper: the results of the week as one file. */
export function ReportPage() {
  const town = useTown();
  return (
    <Page title={m.reports_title()} lead={m.reports_lead()} width="text">
      <Stack>
        <Card title={m.reports_results()}>
          <Prose>
            <p>{m.reports_results_text()}</p>
            <ul>
              {CHAPTERS.map((chapter) => (
                <li key={chapter()}>{chapter()}</li>
              ))}
            </ul>
            <p>{m.reports_results_time()}</p>
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
              <code>{`npx sollstand report --town ${town} --format pdf --out bericht.pdf`}</code>
            </p>
          </Prose>
        </Card>
      </Stack>
    </Page>
  );
}
