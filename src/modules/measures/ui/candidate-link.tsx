import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { libraryPath } from './library-words.ts';
import { type Candidate, candidateName } from './package-words.ts';

/** A measure of the town or of the library, by its name. */
export function CandidateLink({ candidate }: { candidate: Candidate }) {
  const town = useTown();
  const { id, own } = candidate;
  return (
    <>
      <a href={own ? recordPath(town, 'measure', id) : libraryPath(town, id)}>{candidateName(candidate)}</a>{' '}
      {!own && <span className="k-muted">{m.measures_from_library()}</span>}
    </>
  );
}
