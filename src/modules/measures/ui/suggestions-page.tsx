import { recordPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { AdoptLink } from './library-page.tsx';
import { AREAS, becauseOf, euros, libraryPath, local } from './library-words.ts';
import { HORIZONS, measures } from './words.ts';

type Suggestions = Awaited<ReturnType<typeof measures.suggestions>>;
type Suggestion = Suggestions['suggestions'][number];

/** Measures of the library for the finding in `?finding=`, best first, each with its reason. */
export function SuggestionsPage() {
  const town = useTown();
  const id = useAddress().query.finding ?? '';
  const { data, error } = useRecord(['measure-suggestions', town, id], () =>
    measures.suggestions({ town, id }),
  );
  if (error)
    return (
      <Page title={m.measures_suggestions()} back={{ href: libraryPath(town), label: m.measures_library() }}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />
      </Page>
    );
  return data ? <Known data={data} /> : <Skeleton lines={8} />;
}

function Known({ data }: { data: Suggestions }) {
  const town = useTown();
  const { finding, restsOn, suggestions, total } = data;
  const name = `F-${String(finding.number).padStart(2, '0')} ${finding.title}`;
  const area = AREAS[finding.area]();
  return (
    <Page
      title={m.measures_suggestions()}
      lead={m.measures_suggestions_lead({ finding: name })}
      back={{ href: recordPath(town, 'finding', finding.id), label: name }}
      actions={
        <ButtonLink icon="search" href={libraryPath(town)}>
          {m.measures_library()}
        </ButtonLink>
      }
    >
      {restsOn.length > 0 ? (
        <p>{m.measures_suggestions_rests({ names: restsOn.map((one) => local(one.name)).join('; ') })}</p>
      ) : (
        <Notice title={m.measures_suggestions_area({ area })}>
          <p>{m.measures_suggestions_area_why()}</p>
        </Notice>
      )}
      <PlainTable
        label={m.measures_suggestions()}
        columns={[
          {
            title: m.measures_title_field(),
            cell: (row) => (
              <>
                <a href={libraryPath(town, row.id, finding.id)}>{local(row.measure.title)}</a>
                <p className="k-help">{HORIZONS[row.measure.horizon]()}</p>
              </>
            ),
          },
          {
            title: m.measures_suggested_because(),
            cell: (row) => <Because suggestion={row} area={area} />,
            least: '12rem',
          },
          { title: m.measures_once_cost(), cell: (row) => euros(row.measure.once), align: 'end' },
          { title: m.measures_yearly_cost(), cell: (row) => euros(row.measure.yearly), align: 'end' },
        ]}
        rows={suggestions.map((one) => ({ id: one.measure.id, ...one }))}
        action={(row) => <AdoptLink measure={row.measure} finding={finding.id} />}
      />
      {total > suggestions.length && (
        <p className="k-help">{m.measures_suggestions_more({ shown: suggestions.length, total })}</p>
      )}
    </Page>
  );
}

/** Why it is suggested: each requirement with how strongly it serves it, then the area. */
function Because({ suggestion: { serves, area: how }, area }: { suggestion: Suggestion; area: string }) {
  return (
    <ul>
      {serves.map((one) => (
        <li key={one.key}>{becauseOf(one)}</li>
      ))}
      {how === 'own' && <li>{m.measures_because_own({ area })}</li>}
      {how === 'also' && <li>{m.measures_because_also({ area })}</li>}
    </ul>
  );
}
