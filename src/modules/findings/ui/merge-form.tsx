import { recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { RadioGroup } from '#ui-kit/choices';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { statusAfterMerge } from '../domain/finding.ts';
import { merged, type ProposalText } from '../domain/proposal.ts';
import { FindingFields, type FindingWords } from './finding-fields.tsx';
import { type Finding, findingNumber, findings, type Story, toldAsToast, touchedByMerge } from './words.ts';

export interface Candidate {
  finding: Finding;
  story: Story;
}

interface Value extends FindingWords {
  keptId: string;
}

const wordsOf = ({ finding }: Candidate): ProposalText => {
  const { area, title, statement, cause, consequence, basis, severity, impact, likelihood } = finding;
  return { area, title, statement, cause, consequence, basis, severity, impact, likelihood };
};

/** Everything once, under the title of the first. */
function firstWords(chosen: readonly Candidate[]): Value {
  const [first] = chosen;
  const words = merged(chosen.map(wordsOf), first?.finding.title ?? '');
  return { ...words, keptId: first?.finding.id ?? '' };
}

/** Says what was merged and offers to part it again. */
function useTold() {
  const town = useTown();
  const separate = useSave(findings.separate, touchedByMerge(town));
  return (kept: Finding, gone: readonly Finding[]) => {
    const numbers = new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(gone.map(findingNumber));
    toast(m.findings_merged_done({ numbers, number: findingNumber(kept) }), {
      undo: () =>
        void separate
          .mutateAsync({ input: { town, id: gone[0]?.id ?? '' } })
          .then(() => toast(m.findings_separated()))
          .catch(toldAsToast),
    });
  };
}

/** Which one is kept, and what it says from then on. */
export function MergeForm({ chosen }: { chosen: readonly Candidate[] }) {
  const town = useTown();
  const { go } = useAddress();
  const merge = useSave(findings.merge, touchedByMerge(town));
  const tell = useTold();
  const all = chosen.map(({ finding }) => finding);
  const find = (id: string) => all.find((one) => one.id === id);
  const others = (keptId: string) => all.filter((one) => one.id !== keptId);
  let keptId = '';
  return (
    <Section title={m.findings_merge_words()}>
      {statusAfterMerge(all.map(({ status }) => status)) === 'in_review' && (
        <Notice title={m.findings_merge_anew()}>
          <p>{m.findings_merge_anew_text()}</p>
        </Notice>
      )}
      <RecordForm<Value>
        draftKey={`finding-merge:${all
          .map(({ number }) => number)
          .sort((a, b) => a - b)
          .join(' ')}`}
        initial={firstWords(chosen)}
        submit={m.findings_merge()}
        cancelHref={recordPath(town, 'finding', all[0]?.id ?? '')}
        save={async ({ keptId: kept, ...words }, key) => {
          keptId = kept;
          await merge.mutateAsync({
            input: {
              town,
              id: kept,
              others: others(kept).map(({ id, version }) => ({ id, version })),
              ...words,
            },
            version: find(kept)?.version ?? 0,
            key,
          });
        }}
        onSaved={() => {
          const kept = find(keptId);
          if (!kept) return;
          tell(kept, others(kept.id));
          go(recordPath(town, 'finding', kept.id));
        }}
      >
        {(value, change) => (
          <>
            <RadioGroup
              name="keptId"
              label={m.findings_merge_kept()}
              help={m.findings_merge_kept_help()}
              options={all.map((one) => ({ value: one.id, label: `${findingNumber(one)} ${one.title}` }))}
              value={value.keptId}
              onChange={(next) => {
                // A title that nobody has typed goes with the number.
                const untouched = value.title === find(value.keptId)?.title;
                change({ keptId: next, ...(untouched ? { title: find(next)?.title ?? value.title } : {}) });
              }}
            />
            <FindingFields value={value} change={change} withStatement />
          </>
        )}
      </RecordForm>
    </Section>
  );
}
