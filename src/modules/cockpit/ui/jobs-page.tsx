import { api, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { cockpitContract } from '../contract.ts';

const cockpit = api<typeof cockpitContract>('cockpit');
type Job = Awaited<ReturnType<typeof cockpit.failingJobs>>['jobs'][number];

const TASKS: Record<string, () => string> = {
  end_invitation: m.cockpit_job_end_invitation,
  run_import: m.cockpit_job_run_import,
};

/** What failed in the background, why, and the button that tries it again. */
export function JobsPage() {
  const town = useTown();
  const { data, error } = useRecord(['jobs', town], () => cockpit.failingJobs({ town }));
  return (
    <Page title={m.cockpit_jobs()} lead={m.cockpit_jobs_lead()}>
      {error ? (
        <Notice tone="danger" title={problemOf(error)?.text ?? m.cockpit_unreachable()} />
      ) : !data ? (
        <Skeleton lines={4} />
      ) : data.jobs.length === 0 ? (
        <EmptyState icon="done" title={m.cockpit_jobs_none()} why={m.cockpit_jobs_none_why()} />
      ) : (
        <Jobs jobs={data.jobs} />
      )}
    </Page>
  );
}

function Jobs({ jobs }: { jobs: Job[] }) {
  const town = useTown();
  const retry = useSave(
    (input: { id: string }, sent) => cockpit.retryJob({ town, ...input }, sent),
    [['jobs', town]],
  );
  const again = (id: string) =>
    retry.mutate(
      { input: { id } },
      {
        onSuccess: () => toast(m.cockpit_job_retried()),
        onError: (error) => toast(problemOf(error)?.text ?? m.cockpit_unreachable(), { tone: 'danger' }),
      },
    );
  return (
    <PlainTable
      label={m.cockpit_jobs()}
      columns={[
        { title: m.cockpit_job(), cell: (job) => TASKS[job.task]?.() ?? job.task },
        { title: m.cockpit_job_error(), cell: (job) => job.error },
        { title: m.cockpit_job_attempts(), cell: (job) => job.attempts, align: 'end' },
        { title: m.cockpit_job_tried(), cell: (job) => dateTime(job.triedAt) },
        {
          title: m.cockpit_job_next(),
          cell: (job) =>
            job.nextAt ? (
              m.cockpit_job_again({ at: dateTime(job.nextAt) })
            ) : (
              <Badge tone="danger">{m.cockpit_job_parked()}</Badge>
            ),
        },
      ]}
      rows={jobs}
      action={(job) => (
        <Button small busy={retry.isPending} onClick={() => again(job.id)}>
          {m.cockpit_job_retry()}
        </Button>
      )}
    />
  );
}
