import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { toast } from '#ui-kit/toast';
import { type DraftRow, drafts, MODALS } from './words.ts';

interface RowValue {
  code: string;
  title: string;
  statement: string;
  guidance: string;
  evidence: string;
  modal: 'MUST' | 'SHOULD' | 'MAY' | '';
}
type Kind = DraftRow['kind'];
type Change = (part: Partial<RowValue>) => void;

const TEXT_MAX = 30_000;
const rowValue = ({ code, title, statement, guidance, evidence, modal }: DraftRow): RowValue => ({
  code,
  title,
  statement,
  guidance,
  evidence,
  modal: modal ?? '',
});
const inputOf = (kind: Kind, { code, title, modal, ...texts }: RowValue) =>
  kind === 'heading' ? { code, title } : { code, title, ...texts, modal: modal || null };

interface NewProps {
  draft: string;
  kind: Kind;
  heading: string | null;
  /** A number that is likely to fit; it can be changed. */
  code: string;
  onClose: () => void;
}

/** A new heading or requirement. */
export function NewRowForm({ draft, kind, heading, code, onClose }: NewProps) {
  const town = useTown();
  const add = useSave(drafts.add, [['catalogue-drafts', town]]);
  return (
    <RecordForm<RowValue>
      draftKey={`catalogue-row:new ${draft} ${kind} ${heading}`}
      initial={{ code, title: '', statement: '', guidance: '', evidence: '', modal: '' }}
      submit={kind === 'heading' ? m.catalogue_draft_add_heading() : m.catalogue_draft_add_requirement()}
      onCancel={onClose}
      save={(value, key) =>
        add.mutateAsync({
          input: { town, id: draft, kind, headingId: heading, ...inputOf(kind, value) },
          key,
        })
      }
      onSaved={() => {
        toast(m.catalogue_draft_saved());
        onClose();
      }}
    >
      {(value, change) => <RowFields kind={kind} value={value} change={change} />}
    </RecordForm>
  );
}

/** A heading or requirement that is there; what somebody else saved meanwhile is met, not overwritten. */
export function EditRowForm({ row, onClose }: { row: DraftRow; onClose: () => void }) {
  const town = useTown();
  const update = useSave(drafts.changeRow, [['catalogue-drafts', town]]);
  return (
    <RecordForm<RowValue>
      draftKey={`catalogue-row:${row.id}`}
      initial={rowValue(row)}
      stored={{
        version: row.version,
        read: async () => {
          const now = await drafts.row({ town, id: row.id });
          return { version: now.version, value: rowValue(now) };
        },
      }}
      submit={m.catalogue_draft_save()}
      onCancel={onClose}
      save={(value, _key, version) =>
        update.mutateAsync({ input: { town, id: row.id, ...inputOf(row.kind, value) }, version })
      }
      onSaved={() => {
        toast(m.catalogue_draft_saved());
        onClose();
      }}
    >
      {(value, change) => <RowFields kind={row.kind} value={value} change={change} row={row} />}
    </RecordForm>
  );
}

interface FieldsProps {
  kind: Kind;
  value: RowValue;
  change: Change;
  row?: DraftRow;
}

function RowFields({ kind, value, change, row }: FieldsProps) {
  const rich = (field: 'statement' | 'guidance') => row?.rich === field || row?.rich === 'both';
  return (
    <>
      <TextField
        name="code"
        label={m.catalogue_draft_code()}
        help={row?.was ? m.catalogue_draft_code_was({ code: row.was }) : m.catalogue_draft_code_help()}
        maxLength={200}
        width="16rem"
        value={value.code}
        onChange={(code) => change({ code })}
      />
      <TextField
        name="title"
        label={m.catalogue_draft_name()}
        maxLength={500}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      {kind === 'requirement' && (
        <>
          <Select
            name="modal"
            label={m.catalogue_draft_modal()}
            optional
            none={m.catalogue_draft_modal_none()}
            options={(['MUST', 'SHOULD', 'MAY'] as const).map((key) => ({
              value: key,
              label: MODALS[key](),
            }))}
            value={value.modal}
            onChange={(modal) => change({ modal: modal as RowValue['modal'] })}
          />
          <TextArea
            name="statement"
            label={m.catalogue_draft_statement()}
            help={rich('statement') ? m.catalogue_draft_rich() : m.catalogue_draft_statement_help()}
            optional
            rows={6}
            maxLength={TEXT_MAX}
            value={value.statement}
            onChange={(statement) => change({ statement })}
          />
          <TextArea
            name="guidance"
            label={m.catalogue_draft_guidance()}
            help={rich('guidance') ? m.catalogue_draft_rich() : m.catalogue_draft_guidance_help()}
            optional
            maxLength={TEXT_MAX}
            value={value.guidance}
            onChange={(guidance) => change({ guidance })}
          />
          <TextArea
            name="evidence"
            label={m.catalogue_draft_evidence()}
            help={m.catalogue_draft_evidence_help()}
            optional
            rows={2}
            maxLength={TEXT_MAX}
            value={value.evidence}
            onChange={(evidence) => change({ evidence })}
          />
        </>
      )}
    </>
  );
}
