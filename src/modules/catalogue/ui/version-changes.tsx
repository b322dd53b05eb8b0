import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { ChangedText } from '#ui-kit/changed-text';
import { Notice } from '#ui-kit/notice';
import { Skeleton } from '#ui-kit/skeleton';
import { catalogues } from './words.ts';

type Changes = Awaited<ReturnType<typeof catalogues.changes>>;

/** What one version has changed since another: new, gone, and changed word by word. */
export function VersionChanges({ id, from, to }: { id: string; from: number; to: number }) {
  const town = useTown();
  const { data, error } = useRecord(['catalogues', town, id, 'changes', from, to], () =>
    catalogues.changes({ town, id, from, to }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />;
  return data ? <ShownChanges data={data} /> : <Skeleton lines={4} />;
}

/** The differences themselves, wherever they come from. */
export function ShownChanges({ data }: { data: Changes }) {
  const nothing = data.added.length + data.removed.length + data.changed.length === 0;
  return (
    <div className="k-stack">
      <h3>{m.catalogue_changes()}</h3>
      <p>{nothing ? m.catalogue_nothing_changed() : m.catalogue_changes_same({ count: data.same })}</p>
      <Named title={m.catalogue_added()} rows={data.added} />
      <Named title={m.catalogue_removed()} rows={data.removed} />
      {data.changed.length > 0 && <h4>{m.catalogue_changed()}</h4>}
      {data.changed.map((one) => (
        <div key={one.code}>
          <strong>{one.code}</strong>{' '}
          {one.answered && <Badge tone="warning">{m.catalogue_changed_answered()}</Badge>}
          <ChangedText before={one.before} after={one.after} />
        </div>
      ))}
    </div>
  );
}

const Named = ({ title, rows }: { title: string; rows: Changes['added'] }) =>
  rows.length > 0 && (
    <div>
      <h4>{title}</h4>
      <ul>
        {rows.map(({ code, title: name }) => (
          <li key={code}>
            {code} {name}
          </li>
        ))}
      </ul>
    </div>
  );
