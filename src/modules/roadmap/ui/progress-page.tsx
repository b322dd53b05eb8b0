import { useState } from 'react';
import { problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { Select } from '#ui-kit/fields';
import { date, money } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { toast } from '#ui-kit/toast';
import { BaselineDialog } from './baseline-dialog.tsx';
import { progressPath } from './planning-path.ts';
import { type Progress, type ProgressRow, ProgressTable } from './progress-table.tsx';
import { RoadmapTabs } from './roadmap-tabs.tsx';
import { roadmap } from './words.ts';

/** What was kept of the plan beside the plan in force and what was reported: dates, progress, money. */
export function ProgressPage() {
  const town = useTown();
  const asked = useAddress().query.stand;
  const [keeping, setKeeping] = useState(false);
  const { data, error } = useRecord(['roadmap', town, 'progress', asked ?? ''], () =>
    roadmap.progress({ town, ...(asked ? { baseline: asked } : {}) }),
  );
  return (
    <Page
      title={m.roadmap_progress()}
      lead={m.roadmap_progress_lead()}
      actions={
        data && (
          <Button
            kind="primary"
            icon="plus"
            reason={data.may.keep ? undefined : m.roadmap_only_editors()}
            onClick={() => setKeeping(true)}
          >
            {m.roadmap_baseline_keep()}
          </Button>
        )
      }
    >
      <RoadmapTabs current="progress" />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <Known data={data} />}
      {keeping && <BaselineDialog onClose={() => setKeeping(false)} />}
    </Page>
  );
}

const SHOWS = {
  alle: { word: m.roadmap_progress_all, holds: () => true },
  spaeter: { word: m.roadmap_progress_later, holds: ({ shift }: ProgressRow) => (shift ?? 0) > 0 },
  frueher: { word: m.roadmap_progress_earlier, holds: ({ shift }: ProgressRow) => (shift ?? 0) < 0 },
  ueberfaellig: { word: m.roadmap_progress_overdue, holds: ({ overdue }: ProgressRow) => overdue },
  erledigt: { word: m.roadmap_progress_done, holds: ({ status }: ProgressRow) => status === 'done' },
  entfallen: {
    word: m.roadmap_progress_dropped,
    holds: ({ baseline, current }: ProgressRow) => baseline !== null && current === null,
  },
  neu: { word: m.roadmap_progress_added, holds: ({ baseline }: ProgressRow) => baseline === null },
};
type Show = keyof typeof SHOWS;
const isShow = (text: string | undefined): text is Show => text !== undefined && text in SHOWS;

function Known({ data }: { data: Progress }) {
  const town = useTown();
  const { query, go } = useAddress();
  const show: Show = isShow(query.zeige) ? query.zeige : 'alle';
  const baseline = data.baselines.find(({ id }) => id === data.baselineId);
  if (!baseline)
    return (
      <Notice title={m.roadmap_baseline_none()}>
        <p>{m.roadmap_baseline_none_why()}</p>
      </Notice>
    );
  const { sums } = data;
  const href = (shown: string, stand: string | null) => {
    const words = new URLSearchParams({
      ...(stand ? { stand } : {}),
      ...(shown === 'alle' ? {} : { zeige: shown }),
    });
    return `${progressPath(town)}${words.size > 0 ? `?${words}` : ''}`;
  };
  return (
    <Stack>
      <Notice
        tone={sums.later > 0 || sums.overdue > 0 ? 'warning' : 'success'}
        title={m.roadmap_progress_sentence({
          count: sums.later,
          all: String(sums.all),
          kept: keptWords(baseline),
        })}
      >
        <p>
          {m.roadmap_progress_money({
            baseline: money(sums.baselineCents),
            current: money(sums.currentCents),
            spent: money(sums.spentCents),
          })}{' '}
          {m.roadmap_progress_yearly({
            baseline: money(sums.baselineYearlyCents),
            current: money(sums.currentYearlyCents),
          })}
        </p>
      </Notice>
      {data.baselines.length > 1 && (
        <Select
          name="baseline"
          label={m.roadmap_baseline()}
          options={data.baselines.map((one) => ({ value: one.id, label: baselineWords(one) }))}
          value={baseline.id}
          onChange={(id) => go(href(show, id))}
        />
      )}
      <Section title={m.roadmap_progress_measures()}>
        <Tabs
          label={m.roadmap_progress_show()}
          tabs={Object.entries(SHOWS)
            .map(([key, { word, holds }]) => ({
              href: href(key, query.stand ?? null),
              label: word(),
              current: key === show,
              count: data.rows.filter(holds).length,
            }))
            .filter(({ count, current }) => count > 0 || current)}
        />
        <p className="k-help">
          {m.roadmap_progress_help({
            name: baseline.name,
            who: baseline.setBy || m.roadmap_baseline_nobody(),
          })}
        </p>
        <KeptActions baseline={baseline} may={data.may.keep} />
        <ProgressTable rows={data.rows.filter(SHOWS[show].holds)} />
      </Section>
    </Stack>
  );
}

/** Renames or removes the baseline that is compared with. */
function KeptActions({ baseline, may }: { baseline: Progress['baselines'][number]; may: boolean }) {
  const town = useTown();
  const { go } = useAddress();
  const [renaming, setRenaming] = useState(false);
  const remove = useSave(roadmap.removeBaseline, [['roadmap', town]]);
  const reason = may ? undefined : m.roadmap_only_editors();
  const drop = async () => {
    const sure = await confirm({
      title: m.roadmap_baseline_remove_title({ name: baseline.name }),
      text: m.roadmap_baseline_remove_text(),
      action: m.roadmap_baseline_remove(),
      danger: true,
    });
    if (!sure) return;
    try {
      await remove.mutateAsync({ input: { town, id: baseline.id } });
      toast(m.roadmap_baseline_removed({ name: baseline.name }));
      go(progressPath(town));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.roadmap_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <div className="k-actions">
      <Button icon="edit" reason={reason} onClick={() => setRenaming(true)}>
        {m.roadmap_baseline_rename()}
      </Button>
      <Button kind="danger" icon="trash" reason={reason} onClick={drop}>
        {m.roadmap_baseline_remove()}
      </Button>
      {renaming && <BaselineDialog baseline={baseline} onClose={() => setRenaming(false)} />}
    </div>
  );
}

/** A name that says the day already is not followed by it again. */
const keptWords = ({ name, setAt }: Progress['baselines'][number]): string =>
  name.includes(date(setAt))
    ? m.roadmap_baseline_named({ name })
    : m.roadmap_baseline_dated({ name, date: date(setAt) });

const baselineWords = ({ name, setAt, setBy }: Progress['baselines'][number]): string =>
  m.roadmap_baseline_words({ name, date: date(setAt), who: setBy || m.roadmap_baseline_nobody() });
