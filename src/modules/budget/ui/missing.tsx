import { type ListKind, listPath } from '#kernel/paths';
import { problemOf, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';

/** In place of a record that could not be read. */
export function Missing({ error, kind, title }: { error: unknown; kind: ListKind; title: string }) {
  const town = useTown();
  return (
    <Page title={title} back={{ href: listPath(town, kind), label: title }}>
      <Notice tone="danger" title={problemOf(error)?.text ?? m.budget_unreachable()} />
    </Page>
  );
}
