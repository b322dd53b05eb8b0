import { useRef } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import type { assessmentContract } from '#modules/assessment/contract';
import {
  api,
  problemOf,
  RecordForm,
  useAddress,
  useHolds,
  useRecord,
  useSave,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Select } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { statusAfterChange } from '../domain/finding.ts';
import { BLANK_WORDS, FindingFields, type FindingWords } from './finding-fields.tsx';
import { classChoices, type Finding, findingNumber, findings } from './words.ts';

const assessment = api<typeof assessmentContract>('assessment');

interface Value extends FindingWords, Pick<Finding, 'confidentiality'> {
  engagementId: string;
}

const formValue = (finding: Finding): Value => ({
  engagementId: finding.engagementId,
  area: finding.area,
  title: finding.title,
  statement: finding.statement,
  basis: finding.basis,
  cause: finding.cause,
  consequence: finding.consequence,
  severity: finding.severity,
  impact: finding.impact,
  likelihood: finding.likelihood,
  confidentiality: finding.confidentiality,
});

/** Who may read it: as its area has it, or as chosen. */
function ClassField({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <RadioGroup
      name="confidentiality"
      label={m.findings_class()}
      help={m.findings_class_help()}
      options={classChoices(value.area)}
      value={value.confidentiality ?? ''}
      onChange={(chosen) => change({ confidentiality: (chosen || null) as Value['confidentiality'] })}
    />
  );
}

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
  const editor = useHolds(EDITORS);
  return (
    <Page title={m.findings_create()} width="text" back={{ href: list, label: m.findings_title() }}>
      {!editor && <Notice title={m.findings_may_only_editors()} />}
      {weeks.data && !first && (
        <Notice tone="warning" title={m.findings_no_week()}>
          <p>
            <a href={listPath(town, 'engagement')}>{m.findings_to_week()}</a>
          </p>
        </Notice>
      )}
      {!weeks.data && <Skeleton lines={6} />}
      {editor && first && (
        <RecordForm<Value>
          draftKey="finding:new"
          initial={{ engagementId: first.id, ...BLANK_WORDS, confidentiality: null }}
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
              <FindingFields value={value} change={change} withStatement />
              <ClassField value={value} change={change} />
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
        save={({ engagementId: _week, statement: _wording, ...rest }, _key, version) =>
          update.mutateAsync({ input: { town, id, ...rest }, version })
        }
        onSaved={() => {
          toast(m.findings_saved());
          go(here);
        }}
      >
        {(value, change) => (
          <>
            <FindingFields value={value} change={change} />
            <ClassField value={value} change={change} />
          </>
        )}
      </RecordForm>
    </Page>
  );
}
