import { useRef } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import type { assessmentContract } from '#modules/assessment/contract';
import { api, problemOf, RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { type FindingArea, statusAfterChange } from '../domain/finding.ts';
import { AREAS, type Finding, findingNumber, findings, options, SEVERITY_OPTIONS } from './words.ts';

const assessment = api<typeof assessmentContract>('assessment');

interface Value {
  engagementId: string;
  area: FindingArea;
  title: string;
  statement: string;
  basis: string;
  severity: number;
}

const formValue = ({ engagementId, area, title, statement, basis, severity }: Finding): Value => ({
  engagementId,
  area,
  title,
  statement,
  basis,
  severity,
});

/** A new finding of the latest week. */
export function FindingNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Finding>(undefined);
  const weeks = useRecord(['engagements', town], () => assessment.engagements.list({ town }));
  const create = useSave(findings.create, [
    ['findings', town],
    ['overview', town],
  ]);
  const list = listPath(town, 'finding');
  const first = weeks.data?.rows[0];
  return (
    <Page title={m.findings_create()} width="text" back={{ href: list, label: m.findings_title() }}>
      {weeks.data && !first && <Notice tone="warning" title={m.findings_no_week()} />}
      {!weeks.data && <Skeleton lines={6} />}
      {first && (
        <RecordForm<Value>
          draftKey="finding:new"
          initial={{
            engagementId: first.id,
            area: 'organisation',
            title: '',
            statement: '',
            basis: '',
            severity: 2,
          }}
          submit={m.findings_create()}
          cancelHref={list}
          save={async (value, key) => {
            made.current = await create.mutateAsync({ input: { town, ...value }, key });
          }}
          onSaved={() => {
            if (!made.current) return;
            toast(m.findings_created({ number: findingNumber(made.current) }));
            go(recordPath(town, 'finding', made.current.id));
          }}
        >
          {(value, change) => (
            <>
              {(weeks.data?.rows.length ?? 0) > 1 && (
                <Select
                  name="engagementId"
                  label={m.findings_week()}
                  options={(weeks.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
                  value={value.engagementId}
                  onChange={(engagementId) => change({ engagementId })}
                />
              )}
              <Fields value={value} change={change} withStatement />
            </>
          )}
        </RecordForm>
      )}
    </Page>
  );
}

/** Everything but the wording, which is corrected with a reason. */
export function FindingEditPage() {
  const town = useTown();
  const { params, go } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['finding', town, id], () => findings.get({ town, id }));
  const update = useSave(findings.update, [
    ['findings', town],
    ['finding', town, id],
    ['stories', town, id],
  ]);
  const here = recordPath(town, 'finding', id);
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.findings_unreachable()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <Page
      title={m.findings_edit_title({ number: findingNumber(data) })}
      width="text"
      back={{ href: here, label: findingNumber(data) }}
    >
      {statusAfterChange(data.status) !== data.status && (
        <Notice tone="info" title={m.findings_answered_anew()}>
          <p>{m.findings_answered_anew_text()}</p>
        </Notice>
      )}
      <RecordForm<Value>
        draftKey={`finding:${id}`}
        initial={formValue(data)}
        stored={{
          version: data.version,
          read: async () => {
            const now = await findings.get({ town, id });
            return { version: now.version, value: formValue(now) };
          },
        }}
        submit={m.findings_save()}
        cancelHref={here}
        save={({ area, title, basis, severity }, _key, version) =>
          update.mutateAsync({ input: { town, id, area, title, basis, severity }, version })
        }
        onSaved={() => {
          toast(m.findings_saved());
          go(here);
        }}
      >
        {(value, change) => <Fields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

function Fields({
  value,
  change,
  withStatement,
}: {
  value: Value;
  change: (part: Partial<Value>) => void;
  withStatement?: boolean;
}) {
  return (
    <>
      <TextField
        name="title"
        label={m.findings_title_field()}
        help={m.findings_title_help()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <Select
        name="area"
        label={m.findings_area()}
        options={options(AREAS)}
        value={value.area}
        onChange={(area) => change({ area: area as FindingArea })}
      />
      {withStatement && (
        <TextArea
          name="statement"
          label={m.findings_statement()}
          help={m.findings_statement_help()}
          rows={4}
          value={value.statement}
          onChange={(statement) => change({ statement })}
        />
      )}
      <TextArea
        name="basis"
        label={m.findings_basis()}
        help={m.findings_basis_help()}
        optional
        rows={4}
        value={value.basis}
        onChange={(basis) => change({ basis })}
      />
      <RadioGroup
        name="severity"
        label={m.findings_severity()}
        options={SEVERITY_OPTIONS()}
        value={String(value.severity)}
        onChange={(severity) => change({ severity: Number(severity) })}
      />
    </>
  );
}
