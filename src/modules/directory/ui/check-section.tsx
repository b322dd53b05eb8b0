import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import type { DirectorySettings } from '../contract.ts';
import { directory } from './words.ts';

type Found = Awaited<ReturnType<typeof directory.check>>;

/** Tries what is typed before it is saved: what is found, or what is wrong. */
export function CheckSection({ value, password }: { value: DirectorySettings; password: string | null }) {
  const town = useTown();
  const check = useSave(directory.check, []);
  const [found, setFound] = useState<Found>();
  const [problem, setProblem] = useState<string[]>([]);
  const run = async () => {
    setFound(undefined);
    setProblem([]);
    try {
      setFound(await check.mutateAsync({ input: { town, ...value, password } }));
    } catch (error) {
      const refused = problemOf(error);
      const fields = refused?.fields.map(({ text }) => text) ?? [];
      setProblem(fields.length > 0 ? [...new Set(fields)] : [refused?.text ?? m.directory_unreachable()]);
    }
  };
  return (
    <>
      <div className="k-actions">
        <Button icon="plug" busy={check.isPending} onClick={() => void run()}>
          {m.directory_check()}
        </Button>
      </div>
      {problem.length > 0 && (
        <Notice tone="danger" live title={m.directory_check_failed()}>
          {problem.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      )}
      {found && (
        <Notice tone={found.missing.length > 0 ? 'warning' : 'success'} live title={m.directory_check_done()}>
          <p>{m.directory_found_people({ count: found.people, first: found.first.join(', ') })}</p>
          {found.inactive > 0 && <p>{m.directory_found_inactive({ count: found.inactive })}</p>}
          <p>{m.directory_found_groups({ count: found.groups, first: found.firstGroups.join(', ') })}</p>
          {found.missing.length > 0 && (
            <p>{m.directory_found_missing({ groups: found.missing.join(', ') })}</p>
          )}
        </Notice>
      )}
    </>
  );
}
