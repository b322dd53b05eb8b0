import { useEffect, useState } from 'react';
import { problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Progress } from '#ui-kit/progress';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { PackageComparison } from './package-comparison.tsx';
import { packagesPath } from './package-paths.ts';
import { PackageVariant } from './package-variant.tsx';
import { type Package, proofOf, touchedByPackage, VARIANTS, type VariantKey } from './package-words.ts';
import { measures } from './words.ts';

const PAUSE_MS = 700;

/** A reckoning, asked for anew while it runs. */
function usePackage(id: string) {
  const town = useTown();
  const asked = useRecord(['package', town, id], () => measures.packages.get({ town, id }));
  const { data, refetch, dataUpdatedAt, errorUpdatedAt } = asked;
  const runs = data?.state === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer, also a failed one, starts the next pause
  useEffect(() => {
    if (!runs) return;
    const timer = setTimeout(() => void refetch(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [runs, refetch, dataUpdatedAt, errorUpdatedAt]);
  return asked;
}

/** One reckoning: its variants side by side, one of them measure by measure. */
export function PackagePage() {
  const town = useTown();
  const { params, query } = useAddress();
  const { data, error, refetch } = usePackage(params.id ?? '');
  const variants = data?.result?.variants ?? [];
  const asked =
    variants.find(({ key }) => key === query.variante) ??
    variants.find(({ key }) => key === 'balanced') ??
    variants[0];
  return (
    <Page
      title={data?.name ?? m.measures_packages()}
      back={{ href: packagesPath(town), label: m.measures_packages() }}
      actions={data && data.state !== 'running' && <RemoveButton data={data} />}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data?.state === 'running' && <Running data={data} refetch={refetch} />}
      {data?.state === 'cancelled' && <Notice title={m.measures_package_cancelled()} />}
      {data?.state === 'failed' && <Notice tone="danger" title={m.measures_package_failed()} />}
      {data?.taken && <Taken data={data} taken={data.taken} />}
      {data?.result && asked && (
        <>
          <PackageComparison data={data} result={data.result} />
          <PackageVariant data={data} result={data.result} variant={asked} />
        </>
      )}
    </Page>
  );
}

function Running({ data, refetch }: { data: Package; refetch: () => unknown }) {
  const town = useTown();
  const cancel = useSave(measures.packages.cancel, []);
  const [asked, setAsked] = useState(false);
  const [step = '', key = ''] = data.phase.split(' ');
  const variant = (VARIANTS[key as VariantKey] ?? VARIANTS.balanced)();
  const gap = data.gapHundredths === null ? '' : proofOf({ proven: false, gap: data.gapHundredths / 100 });
  const stop = async () => {
    setAsked(true);
    try {
      await cancel.mutateAsync({ input: { town, id: data.id } });
      await refetch();
    } catch (error) {
      setAsked(false);
      toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <>
      <Progress
        label={
          step === 'reasons'
            ? m.measures_package_step_reasons({ variant })
            : m.measures_package_step_points({ variant })
        }
        share={null}
        text={step === 'reasons' ? '' : gap}
      />
      <p>
        <Button
          icon="close"
          busy={asked}
          reason={data.may.edit ? undefined : m.measures_may_only_editors()}
          onClick={() => void stop()}
        >
          {m.measures_package_cancel()}
        </Button>
      </p>
    </>
  );
}

function Taken({ data, taken }: { data: Package; taken: VariantKey }) {
  const town = useTown();
  const undo = useSave(measures.packages.undo, touchedByPackage(town, data.id));
  const back = async () => {
    const sure = await confirm({
      title: m.measures_package_undo_title(),
      text: m.measures_package_undo_text(),
      action: m.measures_package_undo(),
    });
    if (!sure) return;
    try {
      const { removed, kept } = await undo.mutateAsync({ input: { town, id: data.id } });
      toast(m.measures_package_undone({ removed, kept }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Notice
      tone="success"
      title={m.measures_package_taken_on({
        variant: VARIANTS[taken](),
        when: data.takenAt ? dateTime(data.takenAt) : '',
      })}
    >
      <p>
        <Button
          small
          busy={undo.isPending}
          reason={data.may.edit ? undefined : m.measures_may_only_editors()}
          onClick={() => void back()}
        >
          {m.measures_package_undo()}
        </Button>
      </p>
    </Notice>
  );
}

function RemoveButton({ data }: { data: Package }) {
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(measures.packages.remove, [['packages', town]]);
  const drop = async () => {
    const sure = await confirm({
      title: m.measures_package_remove_title({ name: data.name }),
      text: data.taken ? m.measures_package_remove_taken() : m.measures_package_remove_text(),
      action: m.measures_remove(),
      danger: true,
    });
    if (!sure) return;
    try {
      await remove.mutateAsync({ input: { town, id: data.id } });
      go(packagesPath(town));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button
      icon="trash"
      busy={remove.isPending}
      reason={data.may.edit ? undefined : m.measures_may_only_editors()}
      onClick={() => void drop()}
    >
      {m.measures_remove()}
    </Button>
  );
}
