import { useState } from 'react';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { type Fault, Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { liesWithin } from '../domain/measure.ts';
import { type LinkChoice, type LinkKind, useLinkChoices } from './link-choices.ts';
import { measureNumber } from './measure-number.ts';
import { PickList } from './pick-list.tsx';
import { type Links, type Measure, measures, reasonOf, touched } from './words.ts';

const KINDS: readonly { kind: LinkKind; label: () => string; none: () => string }[] = [
  { kind: 'findings', label: m.measures_findings, none: m.measures_no_findings },
  { kind: 'goals', label: m.measures_goals, none: m.measures_no_goals },
  { kind: 'developments', label: m.measures_developments, none: m.measures_no_developments },
  { kind: 'needs', label: m.measures_needs, none: m.measures_no_needs },
];

/** What a measure answers, serves and waits for, with the dialog that changes it. */
export function MeasureLinks({ measure }: { measure: Measure }) {
  const town = useTown();
  const choices = useLinkChoices();
  const links = useRecord(['measure', town, measure.id, 'links'], () =>
    measures.links({ town, id: measure.id }),
  ).data;
  const [editing, setEditing] = useState(false);
  const button = (
    <Button small icon="link" reason={reasonOf(measure.may.edit)} onClick={() => setEditing(true)}>
      {m.measures_links_edit()}
    </Button>
  );
  return (
    <Section title={m.measures_links()} actions={button}>
      {!(choices && links) && <Skeleton lines={3} />}
      {choices &&
        links &&
        KINDS.map(({ kind, label, none }) => (
          <LinkedList
            key={kind}
            title={label()}
            none={none()}
            linked={choices[kind].filter(({ id }) => links[kind].includes(id))}
          />
        ))}
      {choices && links && (
        <Meeting
          measure={measure}
          developments={choices.developments.filter(({ id }) => !links.developments.includes(id))}
        />
      )}
      {choices && links && editing && (
        <LinksDialog measure={measure} links={links} choices={choices} onClose={() => setEditing(false)} />
      )}
    </Section>
  );
}

/** Developments that fall into the measure's time and that nobody has looked at with it yet. */
function Meeting({ measure, developments }: { measure: Measure; developments: LinkChoice[] }) {
  const { starts, quarters } = measure;
  const meeting = developments.filter(({ dueOn }) => starts && dueOn && liesWithin(dueOn, starts, quarters));
  if (meeting.length === 0) return null;
  return (
    <Notice title={m.measures_developments_meet()}>
      <p>{m.measures_developments_meet_text()}</p>
      <ul>
        {meeting.map(({ id, href, label, help }) => (
          <li key={id}>
            <a href={href}>{label}</a> <span className="k-muted">{help}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function LinkedList({ title, none, linked }: { title: string; none: string; linked: LinkChoice[] }) {
  return (
    <>
      <h3>{title}</h3>
      {linked.length === 0 && <p className="k-muted">{none}</p>}
      <ul>
        {linked.map(({ id, href, label, status, dueOn }) => (
          <li key={id}>
            <a href={href}>{label}</a> {dueOn && <span className="k-muted">{date(dueOn)}</span>}{' '}
            {status && <StatusBadge status={status} />}
          </li>
        ))}
      </ul>
    </>
  );
}

interface DialogProps {
  measure: Measure;
  links: Links;
  choices: Record<LinkKind, LinkChoice[]>;
  onClose: () => void;
}

function LinksDialog({ measure, links, choices, onClose }: DialogProps) {
  const town = useTown();
  const [value, setValue] = useState(links);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = useSave(measures.setLinks, touched(town, measure.id));
  const submit = async () => {
    try {
      await save.mutateAsync({ input: { town, id: measure.id, ...value } });
      toast(m.measures_saved({ number: measureNumber(measure) }));
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused?.text ?? m.measures_unreachable());
      setFaults(refused?.fields ?? []);
    }
  };
  return (
    <Dialog open wide onClose={onClose} title={m.measures_links_title({ number: measureNumber(measure) })}>
      <Form
        onSubmit={submit}
        submit={m.measures_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value !== links}
      >
        {KINDS.map(({ kind, label }) => (
          <PickList
            key={kind}
            name={kind}
            label={label()}
            choices={choices[kind].filter(({ id }) => id !== measure.id)}
            value={value[kind]}
            onChange={(ids) => setValue({ ...value, [kind]: ids })}
          />
        ))}
      </Form>
    </Dialog>
  );
}
