import { useState } from 'react';
import { recordPath } from '#kernel/paths';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { EVIDENCE, type EvidenceKind, useEvidenceSearch } from './evidence-search.ts';
import { type Finding, findingNumber, findings, options, reasonOf, type Story, touched } from './words.ts';

/** The ratings, observations and items a finding rests on; who may edit it adds and removes them. */
export function FindingEvidence({ finding, story }: { finding: Finding; story: Story | undefined }) {
  const town = useTown();
  const [adding, setAdding] = useState(false);
  const reason = reasonOf(finding.may.edit);
  const button = (
    <Button small icon="plus" reason={reason} onClick={() => setAdding(true)}>
      {m.findings_evidence_add()}
    </Button>
  );
  return (
    <Section title={m.findings_evidence()} actions={button}>
      {!story && <Skeleton lines={2} />}
      {story?.links.length === 0 && <p className="k-muted">{m.findings_evidence_none()}</p>}
      <ul>
        {story?.links.map((link) => (
          <li key={link.id}>
            <a href={recordPath(town, link.kind, link.targetId)}>{link.label}</a>{' '}
            <span className="k-together">
              <span className="k-small k-muted">{EVIDENCE[link.kind]()}</span>{' '}
              <RemoveButton finding={finding} link={link} reason={reason} />
            </span>
          </li>
        ))}
      </ul>
      {adding && <EvidenceDialog finding={finding} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function RemoveButton(props: { finding: Finding; link: Story['links'][number]; reason: string | undefined }) {
  const { finding, link } = props;
  const town = useTown();
  const unlink = useSave(findings.unlink, touched(town, finding.id));
  const remove = async () => {
    try {
      await unlink.mutateAsync({ input: { town, id: finding.id, linkId: link.id } });
      toast(m.findings_evidence_removed({ name: link.label }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.findings_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button
      small
      bare
      kind="quiet"
      icon="close"
      busy={unlink.isPending}
      reason={props.reason}
      onClick={() => void remove()}
    >
      {m.findings_evidence_remove({ name: link.label })}
    </Button>
  );
}

function EvidenceDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const town = useTown();
  const [kind, setKind] = useState<EvidenceKind>('observation');
  const [target, setTarget] = useState<LookupOption | null>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const link = useSave(findings.link, touched(town, finding.id));
  const search = useEvidenceSearch(kind);
  const submit = async () => {
    try {
      // Nothing chosen travels as an empty text, so that the server names the field.
      await link.mutateAsync({ input: { town, id: finding.id, kind, targetId: target?.id ?? '' } });
      toast(m.findings_evidence_added({ name: target?.label ?? '' }));
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.findings_unreachable()));
    }
  };
  return (
    <Dialog open onClose={onClose} title={m.findings_evidence_title({ number: findingNumber(finding) })}>
      <Form
        onSubmit={submit}
        submit={m.findings_evidence_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={target !== null}
      >
        <Select
          name="kind"
          label={m.findings_evidence_kind()}
          options={options(EVIDENCE)}
          value={kind}
          onChange={(next) => {
            setKind(next as EvidenceKind);
            setTarget(null);
          }}
        />
        <LookupField
          key={kind}
          name="targetId"
          label={EVIDENCE[kind]()}
          help={m.findings_evidence_help()}
          value={target}
          onChange={setTarget}
          search={search}
        />
      </Form>
    </Dialog>
  );
}
