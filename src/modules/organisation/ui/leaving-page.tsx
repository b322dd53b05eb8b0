import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { functionWord, problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { AccessEndDialog } from './access-end-dialog.tsx';
import { organisation } from './clients.ts';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { Handovers } from './handovers.tsx';
import { HELD_WORDS, heldCounts, type LeavingPerson } from './leaving-words.ts';

/** Until when consultants may sign in, what they still hold, and what became of it. */
export function LeavingPage() {
  const town = useTown();
  const { data, error } = useRecord(['leaving', town], () => organisation.leaving({ town }));
  const [ending, setEnding] = useState<LeavingPerson>();
  const [handing, setHanding] = useState<LeavingPerson>();
  const change = data?.may.change ?? false;
  return (
    <Page
      title={m.organisation_leaving()}
      lead={m.organisation_leaving_lead()}
      {...(change ? { back: { href: listPath(town, 'member'), label: m.organisation_access() } } : {})}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.organisation_unreachable()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.people.length === 0 && (
        <EmptyState icon="people" title={m.organisation_leaving_none()} why={m.organisation_leaving_lead()} />
      )}
      {data && data.people.length > 0 && (
        <PlainTable
          label={m.organisation_leaving()}
          rows={data.people.map((person) => ({ ...person, id: person.userId }))}
          columns={[
            { title: m.organisation_leaving_person(), cell: ({ name, login }) => `${name} (${login})` },
            {
              title: m.organisation_leaving_functions(),
              cell: ({ functions }) =>
                functions.map((held) => functionWord(held.function as never)).join(', ') || '–',
            },
            { title: m.organisation_leaving_state(), cell: (person) => <Until person={person} /> },
            ...(change
              ? [{ title: m.organisation_leaving_held(), cell: (person: LeavingPerson) => heldText(person) }]
              : []),
          ]}
          action={(person) => (
            <div className="k-actions">
              {person.functions.length > 0 && (
                <Button
                  small
                  icon="edit"
                  reason={change ? undefined : m.organisation_leaving_admins()}
                  onClick={() => setEnding(person)}
                  aria-label={`${m.organisation_leaving_change()}: ${person.name}`}
                >
                  {m.organisation_leaving_change()}
                </Button>
              )}
              {(person.held?.length ?? 0) > 0 && (
                <Button
                  small
                  icon="people"
                  reason={
                    person.state === 'ended'
                      ? undefined
                      : m.organisation_leaving_hand_over_wait({ name: person.name })
                  }
                  onClick={() => setHanding(person)}
                  aria-label={`${m.organisation_leaving_hand_over()}: ${person.name}`}
                >
                  {m.organisation_leaving_hand_over()}
                </Button>
              )}
            </div>
          )}
        />
      )}
      {data && (
        <Section title={m.organisation_handovers()}>
          <Handovers handovers={data.handovers} />
        </Section>
      )}
      {ending && <AccessEndDialog person={ending} onClose={() => setEnding(undefined)} />}
      {handing && (
        <HandOverDialog
          person={handing}
          receivers={data?.receivers ?? []}
          onClose={() => setHanding(undefined)}
        />
      )}
    </Page>
  );
}

function Until({ person: { state, until, functions } }: { person: LeavingPerson }) {
  if (functions.length === 0) return <Badge icon="lock">{m.organisation_leaving_no_access()}</Badge>;
  if (state === 'ended')
    return <Badge icon="lock">{m.organisation_leaving_ended({ date: date(until ?? '') })}</Badge>;
  if (state === 'ending')
    return (
      <Badge tone="warning" icon="clock">
        {m.organisation_leaving_ending({ date: date(until ?? '') })}
      </Badge>
    );
  return until ? m.organisation_leaving_active({ date: date(until) }) : m.organisation_leaving_unlimited();
}

const heldText = ({ held }: LeavingPerson): string =>
  heldCounts(held ?? [])
    .map(([kind, count]) => HELD_WORDS[kind]({ count }))
    .join(', ') || m.organisation_leaving_nothing();
