import { READERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, useAddress, useHolds, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { confirm } from '#ui-kit/dialog';
import type { RecordAction } from '#ui-kit/record-page';
import { toast } from '#ui-kit/toast';
import type { Answer } from '../domain/finding.ts';
import { useAnswer } from './answer-dialog.tsx';
import {
  type Finding,
  findingNumber,
  findings,
  mergePath,
  reasonOf,
  type Story,
  touched,
  touchedByMerge,
} from './words.ts';

type Doubt = Exclude<Answer, 'agrees'>;

/** Tells a refusal as a message, where no form could show it. */
async function told(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast(problemOf(error)?.text ?? m.findings_unreachable(), { tone: 'danger' });
  }
}

/** Buttons of a finding: a draft is submitted or removed, anything later is answered. */
export function useFindingActions(
  finding: Finding,
  story: Story | undefined,
  ask: (answer: Doubt) => void,
  correct: () => void,
): RecordAction[] {
  const town = useTown();
  const submit = useSubmission(finding);
  const remove = useRemoval(finding);
  const answers = useAnswers(finding, ask);
  const separation = useSeparation(finding, story);
  const reads = useHolds(READERS);
  const { may } = finding;
  const draft = finding.status === 'draft';
  if (finding.mergedInto) return [separation];
  return [
    ...(draft ? [submit] : answers),
    {
      label: m.findings_make_measure(),
      icon: 'measure',
      href: `${listPath(town, 'measure')}/neu?finding=${finding.id}`,
      reason: reasonOf(may.edit),
    },
    ...(reads ? [suggestions(town, finding)] : []),
    { label: m.findings_correct(), icon: 'note', onPress: correct, reason: reasonOf(may.correct) },
    {
      label: m.findings_edit(),
      icon: 'edit',
      href: `${recordPath(town, 'finding', finding.id)}/bearbeiten`,
      reason: reasonOf(may.edit),
    },
    {
      label: m.findings_merge(),
      icon: 'merge',
      href: mergePath(town, [finding.id]),
      reason: reasonOf(may.merge),
    },
    ...(draft ? [remove] : []),
  ];
}

/** What the library of measures has for it. */
const suggestions = (town: string, { id }: Finding): RecordAction => ({
  label: m.findings_suggest_measures(),
  icon: 'search',
  href: `${listPath(town, 'measure')}/vorschlaege?finding=${id}`,
});

/** Parts what was merged in one go, as long as nothing of it has changed. */
function useSeparation(finding: Finding, story: Story | undefined): RecordAction {
  const town = useTown();
  const separate = useSave(findings.separate, touchedByMerge(town));
  const send = async () => {
    await separate.mutateAsync({ input: { town, id: finding.id } });
    toast(m.findings_separated());
  };
  const changed = story && !story.separable ? m.findings_separate_changed() : undefined;
  return {
    label: m.findings_separate(),
    busy: separate.isPending,
    reason: reasonOf(finding.may.separate) ?? changed,
    onPress: () => void told(send),
  };
}

function useAnswers(finding: Finding, ask: (answer: Doubt) => void): RecordAction[] {
  const { give, busy } = useAnswer(finding);
  const reason = reasonOf(finding.may.review);
  return [
    {
      label: m.findings_answer_agrees(),
      icon: 'check',
      kind: 'primary',
      busy,
      reason,
      onPress: () => void told(() => give('agrees', '')),
    },
    {
      label: m.findings_answer_disagrees_because(),
      icon: 'close',
      reason,
      onPress: () => ask('disagrees'),
    },
    { label: m.findings_answer_missing(), icon: 'help', reason, onPress: () => ask('missing') },
  ];
}

function useSubmission(finding: Finding): RecordAction {
  const town = useTown();
  const submit = useSave(findings.submit, touched(town, finding.id));
  const send = async () => {
    await submit.mutateAsync({ input: { town, id: finding.id }, version: finding.version });
    toast(m.findings_submitted({ number: findingNumber(finding) }));
  };
  return {
    label: m.findings_submit(),
    icon: 'right',
    kind: 'primary',
    busy: submit.isPending,
    reason: reasonOf(finding.may.submit),
    onPress: () => void told(send),
  };
}

function useRemoval(finding: Finding): RecordAction {
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(findings.remove, [
    ['findings', town],
    ['overview', town],
  ]);
  const name = `${findingNumber(finding)} ${finding.title}`;
  const ask = async () => {
    const yes = await confirm({
      title: m.findings_remove_title({ name }),
      text: m.findings_remove_text(),
      action: m.findings_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove.mutateAsync({ input: { town, id: finding.id }, version: finding.version });
    toast(m.findings_removed({ name }));
    go(listPath(town, 'finding'));
  };
  return {
    label: m.findings_remove(),
    icon: 'trash',
    kind: 'danger',
    busy: remove.isPending,
    reason: reasonOf(finding.may.remove),
    onPress: () => void told(ask),
  };
}
