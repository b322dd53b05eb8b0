import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { assessment, catalogue } from './words.ts';

/** All weeks of the town, latest first. */
export function useWeeks() {
  const town = useTown();
  return useRecord(['engagements', town], () => assessment.engagements.list({ town }));
}

/** The frameworks with their requirements; they change with the product only. */
export function useFrameworks() {
  const town = useTown();
  return useRecord(['frameworks', town], () => catalogue.frameworks({ town })).data?.frameworks;
}

/** In place of what could not be read. */
export function Missing({ error, title, back }: { error: unknown; title: string; back: string }) {
  return (
    <Page title={title} back={{ href: back, label: title }}>
      <Notice tone="danger" title={problemOf(error)?.text ?? m.assessment_unreachable()} />
    </Page>
  );
}

export function NoWeek() {
  return (
    <EmptyState icon="week" title={m.assessment_no_week()} why={m.assessment_no_week_why()}>
      <CreateWeek />
    </EmptyState>
  );
}

/** For those who may begin one. */
export function CreateWeek() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  return (
    editor && (
      <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'engagement')}/neu`}>
        {m.assessment_week_create()}
      </ButtonLink>
    )
  );
}

/** What the server said, or that it could not be asked. */
export const saidBy = (error: unknown): string => problemOf(error)?.text ?? m.assessment_unreachable();
