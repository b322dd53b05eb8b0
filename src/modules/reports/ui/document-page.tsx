import { useState } from 'react';
import { documentPath, listPath, planPath } from '#kernel/paths';
import { newKey, problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date, dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Card, Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/documents/editions.ts';
import { Downloads } from './downloads.tsx';
import {
  CLASS_WORDS,
  type DocumentView,
  documents,
  EDITION_WORDS,
  isKind,
  KIND_WORDS,
  type SectionView,
  sectionPath,
  statusOfSection,
  titleOf,
} from './words.ts';

const EDITION_HELP = {
  public: m.reports_edition_public_help,
  annex: m.reports_edition_annex_help,
  internal: m.reports_edition_internal_help,
  technical: m.reports_edition_technical_help,
};

/** A document: its editions as files, its sections, and the versions that were issued. */
export function DocumentPage() {
  const town = useTown();
  const { params, query } = useAddress();
  const { kind } = params;
  const plan = query.plan || null;
  const back = plan
    ? { href: planPath(town, plan), label: m.reports_variant_to_plan() }
    : { href: listPath(town, 'report'), label: m.reports_title() };
  if (!isKind(kind))
    return (
      <Page title={m.reports_unknown_document()} back={back}>
        {null}
      </Page>
    );
  return (
    <Page title={KIND_WORDS[kind].title()} lead={KIND_WORDS[kind].what()} back={back}>
      <Known kind={kind} plan={plan} />
    </Page>
  );
}

function Known({ kind, plan }: { kind: DocumentKind; plan: string | null }) {
  const town = useTown();
  const { data, error } = useRecord(['document', town, kind, ...(plan ? ['plan', plan] : [])], () =>
    documents.get({ town, kind, ...(plan ? { plan } : {}) }),
  );
  if (error)
    return (
      <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()}>
        {plan && (
          <p>
            <a href={documentPath(town, kind)}>{m.reports_variant_to_in_force()}</a>
          </p>
        )}
      </Notice>
    );
  if (!data) return <Skeleton lines={8} />;
  return (
    <Stack>
      {data.variant && <VariantNotice kind={kind} variant={data.variant} />}
      <Section title={m.reports_draft()}>
        <p className="k-help">{m.reports_draft_help()}</p>
        <Stack>
          {data.files.map(({ edition, formats, may }) => (
            <Card key={edition} title={EDITION_WORDS[edition]()}>
              <p>
                {kind === 'results' && edition === 'public'
                  ? m.reports_results_public()
                  : EDITION_HELP[edition]()}
              </p>
              {formats.includes('oscal') && <p className="k-help">{m.reports_oscal_help()}</p>}
              {may.download !== true && <p className="k-help">{m.reports_technical_closed()}</p>}
              <Downloads kind={kind} edition={edition} formats={formats} may={may} plan={plan} />
            </Card>
          ))}
        </Stack>
      </Section>
      <Sections document={data} />
      <Versions document={data} />
    </Stack>
  );
}

/** That all of the page tells of a kept plan, with the ways to that plan and back to the one in force. */
function VariantNotice({
  kind,
  variant,
}: {
  kind: DocumentKind;
  variant: NonNullable<DocumentView['variant']>;
}) {
  const town = useTown();
  return (
    <Notice
      tone="warning"
      title={variant.name ? m.reports_variant_named({ name: variant.name }) : m.reports_variant_unnamed()}
    >
      <p>
        {variant.inForce ? m.reports_variant_same() : m.reports_variant_other()}{' '}
        {m.reports_variant_reckoned({ date: date(variant.reckonedOn) })}{' '}
        {variant.outdated && m.reports_variant_outdated()}
      </p>
      <ul className="k-actions">
        <li>
          <a href={planPath(town, variant.id)}>{m.reports_variant_to_plan()}</a>
        </li>
        <li>
          <a href={documentPath(town, kind)}>{m.reports_variant_to_in_force()}</a>
        </li>
      </ul>
      <p>{m.reports_variant_more()}</p>
      <ul className="k-actions">
        {DOCUMENT_KINDS.filter((other) => other !== kind).map((other) => (
          <li key={other}>
            <a href={documentPath(town, other, variant.id)}>{KIND_WORDS[other].title()}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Sections({ document }: { document: DocumentView }) {
  const town = useTown();
  const rows = document.sections.map((section) => ({ id: section.key, ...section }));
  return (
    <Section title={m.reports_sections()}>
      <p className="k-help">
        {document.variant ? m.reports_variant_sections_help() : m.reports_sections_help()}
      </p>
      <PlainTable
        label={m.reports_sections()}
        columns={[
          {
            title: m.reports_section(),
            cell: (section) =>
              // The words are those of the document in force; here they are only read.
              document.variant ? (
                titleOf(section)
              ) : (
                <a href={sectionPath(town, document.kind, section.key)}>{titleOf(section)}</a>
              ),
          },
          { title: m.reports_class(), cell: (section) => CLASS_WORDS[section.class]() },
          { title: m.reports_status(), cell: (section) => <StatusBadge status={statusOfSection(section)} /> },
          { title: m.reports_changed(), cell: changedBy },
        ]}
        rows={rows}
        {...(document.may.edit && !document.variant
          ? {
              action: (section: SectionView) => (
                <ButtonLink
                  small
                  href={sectionPath(town, document.kind, section.key)}
                  aria-label={m.reports_edit_named({ title: titleOf(section) })}
                >
                  {m.reports_edit()}
                </ButtonLink>
              ),
            }
          : {})}
      />
    </Section>
  );
}

const changedBy = ({ byName, changedAt }: SectionView): string =>
  changedAt ? `${dateTime(changedAt)}, ${byName}` : '';

function Versions({ document }: { document: DocumentView }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={m.reports_versions()}
      actions={
        document.may.edit && (
          <Button kind="primary" onClick={() => setOpen(true)}>
            {m.reports_issue()}
          </Button>
        )
      }
    >
      <p className="k-help">{m.reports_versions_help()}</p>
      {document.versions.length === 0 ? (
        <EmptyState title={m.reports_versions_none()} why={m.reports_versions_none_why()} />
      ) : (
        <PlainTable
          label={m.reports_versions()}
          columns={[
            {
              title: m.reports_version(),
              cell: ({ number, issuedAt, issuedBy }) =>
                m.reports_version_issued({ number: String(number), when: dateTime(issuedAt), who: issuedBy }),
            },
            { title: m.reports_variant(), cell: ({ variant }) => variant || m.reports_variant_none() },
            { title: m.reports_note(), cell: ({ note }) => note },
            ...(document.versions.some(({ template }) => template)
              ? [
                  {
                    title: m.reports_template_used(),
                    cell: ({ template }: DocumentView['versions'][number]) =>
                      template
                        ? m.reports_origin_taken({ name: template.name, date: date(template.on) })
                        : '',
                  },
                ]
              : []),
            {
              title: m.reports_files(),
              least: '20rem',
              cell: ({ number }) =>
                document.files.map(({ edition, formats, may }) => (
                  <div key={edition}>
                    <p className="k-help">{EDITION_WORDS[edition]()}</p>
                    <Downloads
                      kind={document.kind}
                      edition={edition}
                      formats={formats}
                      may={may}
                      version={number}
                    />
                  </div>
                )),
            },
          ]}
          rows={document.versions}
        />
      )}
      <IssueDialog
        kind={document.kind}
        variant={document.variant}
        open={open}
        onClose={() => setOpen(false)}
      />
    </Section>
  );
}

interface IssueProps {
  kind: DocumentKind;
  variant: DocumentView['variant'];
  open: boolean;
  onClose: () => void;
}

function IssueDialog({ kind, variant, open, onClose }: IssueProps) {
  const town = useTown();
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string>();
  const issue = useSave(documents.issue, [
    ['document', town],
    ['documents', town],
  ]);
  const send = async () => {
    try {
      const { number } = await issue.mutateAsync({
        input: { town, kind, note, ...(variant ? { plan: variant.id } : {}) },
        key: newKey(),
      });
      toast(m.reports_issued_toast({ number }));
      setNote('');
      setProblem(undefined);
      onClose();
    } catch (error) {
      setProblem(problemOf(error)?.text ?? m.reports_unreachable());
    }
  };
  return (
    <Dialog open={open} onClose={onClose} title={m.reports_issue_title()}>
      <Form onSubmit={send} submit={m.reports_issue()} onCancel={onClose} problem={problem}>
        <p>{m.reports_issue_text()}</p>
        {variant && <p>{m.reports_variant_issue()}</p>}
        <TextField
          name="note"
          label={m.reports_note()}
          help={m.reports_note_help()}
          optional
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Dialog>
  );
}
