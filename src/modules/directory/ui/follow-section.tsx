import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { directory, faultText, touched, type View } from './words.ts';

/** What the last comparison came to, and the button for one more. */
export function FollowSection({ view }: { view: View }) {
  const town = useTown();
  const follow = useSave(directory.follow, touched(town));
  const run = async (evenMany: boolean): Promise<void> => {
    try {
      await follow.mutateAsync({ input: { town, evenMany } });
      toast(m.directory_followed());
    } catch (error) {
      const refused = problemOf(error);
      const text = refused?.text ?? m.directory_unreachable();
      if (refused?.code !== 'directory_many_gone') return toast(text, { tone: 'danger' });
      const yes = await confirm({
        title: m.directory_many_gone_title(),
        text: <p>{text}</p>,
        action: m.directory_many_gone_yes(),
        danger: true,
      });
      if (yes) await run(true);
    }
  };
  const off = !view.settings?.on;
  return (
    <Section
      title={m.directory_follow_title()}
      actions={
        <Button
          icon="people"
          busy={follow.isPending}
          reason={off ? m.directory_follow_off() : undefined}
          onClick={() => void run(false)}
        >
          {m.directory_follow()}
        </Button>
      }
    >
      <p>
        {view.followedAt ? m.directory_followed_at({ at: dateTime(view.followedAt) }) : m.directory_never()}
      </p>
      {view.report && <Report report={view.report} />}
    </Section>
  );
}

function Report({ report }: { report: NonNullable<View['report']> }) {
  if (report.fault)
    return (
      <Notice tone="danger" title={m.directory_follow_failed()}>
        <p>{faultText(report.fault)}</p>
      </Notice>
    );
  return (
    <ul>
      <li>{m.directory_report_accounts({ accounts: report.accounts, people: report.people })}</li>
      <li>{m.directory_report_functions({ added: report.added, removed: report.removed })}</li>
      {report.closed.length > 0 && <li>{m.directory_report_closed({ names: report.closed.join(', ') })}</li>}
      {report.kept.length > 0 && <li>{m.directory_report_kept({ names: report.kept.join(', ') })}</li>}
    </ul>
  );
}
