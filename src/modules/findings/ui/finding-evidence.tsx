import { listPath, recordPath } from '#kernel/paths';
import { EvidenceDialog, EvidenceList, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Section } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { EVIDENCE, type EvidenceKind, searchEvidence } from './evidence-search.ts';
import { type Finding, findingNumber, findings, reasonOf, type Story, touched } from './words.ts';

/** The ratings, observations and items a finding rests on; who may edit it adds and removes them. */
export function FindingEvidence({ finding, story }: { finding: Finding; story: Story | undefined }) {
  const town = useTown();
  const unlink = useSave(findings.unlink, touched(town, finding.id));
  return (
    <>
      <EvidenceList
        title={m.findings_evidence()}
        add={m.findings_evidence_add()}
        none={m.findings_evidence_none()}
        links={story?.links.map(({ id, kind, targetId, label }) => ({
          id,
          label,
          href: recordPath(town, kind, targetId),
          kind: EVIDENCE[kind](),
        }))}
        reason={reasonOf(finding.may.edit)}
        remove={{
          label: (name) => m.findings_evidence_remove({ name }),
          run: (linkId) => unlink.mutateAsync({ input: { town, id: finding.id, linkId } }),
          done: (name) => m.findings_evidence_removed({ name }),
          failed: m.findings_unreachable(),
        }}
        dialog={(close) => <AddDialog finding={finding} onClose={close} />}
      />
      <FromCatalogues controls={story?.controls ?? []} />
    </>
  );
}

/** Answers to catalogues of the town that the finding was proposed from. */
function FromCatalogues({ controls }: Pick<Story, 'controls'>) {
  const town = useTown();
  if (controls.length === 0) return null;
  return (
    <Section title={m.findings_from_catalogues()}>
      <ul>
        {controls.map(({ id, catalogueId, catalogue, code, title }) => (
          <li key={id}>
            <a href={`${listPath(town, 'catalogue')}/${catalogueId}?${new URLSearchParams({ q: code })}`}>
              {`${code} ${title}`}
            </a>{' '}
            <small className="k-muted">{catalogue}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AddDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const town = useTown();
  const link = useSave(findings.link, touched(town, finding.id));
  return (
    <EvidenceDialog<EvidenceKind>
      title={m.findings_evidence_title({ number: findingNumber(finding) })}
      submit={m.findings_evidence_save()}
      kindLabel={m.findings_evidence_kind()}
      kinds={EVIDENCE}
      first="observation"
      help={() => m.findings_evidence_help()}
      search={(kind, q) => searchEvidence(kind, town, q)}
      save={async (kind, target) => {
        await link.mutateAsync({ input: { town, id: finding.id, kind, targetId: target?.id ?? '' } });
        toast(m.findings_evidence_added({ name: target?.label ?? '' }));
      }}
      failed={m.findings_unreachable()}
      onClose={onClose}
    />
  );
}
