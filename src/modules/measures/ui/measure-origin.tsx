import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Section } from '#ui-kit/page';
import { libraryPath } from './library-words.ts';
import { originText, ownLibrary, partsText } from './own-library-words.ts';
import type { Measure } from './words.ts';

/** Which measures of a library it was made of, and what has changed there since. */
export function MeasureOrigin({ measure }: { measure: Measure }) {
  const keys = (measure.library ?? '').split(' ').filter((key) => key.startsWith('own-'));
  if (keys.length === 0) return null;
  return (
    <Section title={m.measures_origin()}>
      {keys.map((key) => (
        <Origin key={key} measure={measure} library={key} />
      ))}
    </Section>
  );
}

function Origin({ measure, library }: { measure: Measure; library: string }) {
  const town = useTown();
  const { data } = useRecord(['measure-library', town, library, measure.createdAt], () =>
    ownLibrary.since({ town, measure: library, since: measure.createdAt }),
  );
  if (!data) return null;
  if (!data.origin) return <p className="k-muted">{m.measures_origin_gone()}</p>;
  return (
    <p>
      <a href={libraryPath(town, library)}>{originText(data.origin)}</a>
      {data.parts.length > 0 && <>. {m.measures_origin_changed({ parts: partsText(data.parts) })}</>}
    </p>
  );
}
