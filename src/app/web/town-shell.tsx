import { Outlet, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { EDITORS, type Fn, REVIEWERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { loadWalkLeaving } from '#modules/assessment/ui';
import type { cockpitContract } from '#modules/cockpit/contract';
import {
  api,
  functionWord,
  LivePart,
  useAddress,
  useOutage,
  useRecord,
  useSession,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { getLocale, setLocale } from '#texts/runtime';
import { ButtonLink } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Others } from '#ui-kit/page';
import { Palette, type PaletteItem } from '#ui-kit/palette';
import { AppShell } from '#ui-kit/shell';
import { toast } from '#ui-kit/toast';
import { navigation } from './navigation.ts';

const cockpit = api<typeof cockpitContract>('cockpit');

/** Who can do something about what waits: answer it or correct it. */
const ACTING: readonly Fn[] = [...REVIEWERS, ...EDITORS];
/** The section of the overview that lists it. */
const WAITING = 'wartet';

const tell = (why: string | undefined) => toast(why ?? m.platform_offline(), { tone: 'danger' });
/** Signing out is rare: the code for it loads when somebody does. */
const leave = () =>
  import('./leave.ts').then(
    (x) => x.leave({ loadWalkLeaving, tell }),
    () => tell(undefined),
  );

/** Everything around a page of a town: navigation, search, account. */
export function TownShell() {
  const town = useTown();
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [searching, setSearching] = useState(false);
  const held = session?.towns.find((t) => t.slug === town);
  const functions = held?.functions ?? [];
  const groups = navigation(town, path, functions);
  const reads = groups.some((group) => group.items.some((item) => item.href === listPath(town, 'finding')));
  const waiting = useRecord(['overview', town], () => cockpit.overview({ town }), Boolean(held) && reads);
  return (
    <AppShell
      home={listPath(town, 'overview')}
      towns={(session?.towns ?? []).map((t) => ({
        name: t.name,
        href: listPath(t.slug, 'overview'),
        current: t.slug === town,
      }))}
      navigation={groups}
      onSearch={() => setSearching(true)}
      {...(waiting.data && functions.some((fn) => ACTING.includes(fn))
        ? {
            waiting: {
              count: waiting.data.waiting.length,
              href: `${listPath(town, 'overview')}#${WAITING}`,
            },
          }
        : {})}
      helpHref="/handbuch"
      account={{
        name: session?.user.name ?? '',
        detail: functions.map((fn) => functionWord(fn)).join(', '),
        links: [
          { href: `${listPath(town, 'overview')}/konto`, label: m.app_account() },
          { href: '/api/v1/reference', label: m.app_api_reference() },
          { href: '/barrierefreiheit', label: m.app_accessibility() },
        ],
        onSignOut: () => void leave(),
      }}
      languages={(['de', 'en'] as const).map((code) => ({
        code,
        label: code === 'de' ? 'Deutsch' : 'English',
        current: getLocale() === code,
        onSelect: () => void setLocale(code),
      }))}
    >
      <Notices owing={held?.owingFactor ?? []} />
      <Others value={<LivePart part="People" />}>{held ? <Outlet /> : <p>{m.app_no_access()}</p>}</Others>
      <LivePart part="Note" />
      <Finder open={searching} onClose={() => setSearching(false)} groups={groups} />
    </AppShell>
  );
}

/** What concerns every page: nobody answers, or a second factor is owed. */
function Notices({ owing }: { owing: readonly Fn[] }) {
  const town = useTown();
  const away = useOutage();
  return (
    <>
      {away && (
        <Notice tone="warning" live title={m.app_problem_waits()}>
          <p>{m.app_away()}</p>
        </Notice>
      )}
      {owing.length > 0 && (
        <Notice tone="warning" title={m.app_factor_owed()}>
          <p>{m.app_factor_owed_text({ functions: owing.map((fn) => functionWord(fn)).join(', ') })}</p>
          <ButtonLink href={`${listPath(town, 'overview')}/konto`}>{m.app_factor_set_up()}</ButtonLink>
        </Notice>
      )}
    </>
  );
}

interface FinderProps {
  open: boolean;
  onClose: () => void;
  groups: ReturnType<typeof navigation>;
}

/** Goes to a page or finds a record. */
function Finder({ open, onClose, groups }: FinderProps) {
  const town = useTown();
  const { go } = useAddress();
  const commands: PaletteItem[] = groups.flatMap((group) =>
    group.items.map(({ href, label, icon }) => ({ id: href, label, group: m.app_go_to(), icon, href })),
  );
  const search = async (query: string): Promise<PaletteItem[]> => {
    const { hits } = await cockpit.search({ town, q: query, limit: 12 });
    return hits.map((hit) => ({
      id: hit.id,
      label: hit.label,
      group: kindName(hit.kind),
      hint: hit.note,
      run: () => go(recordPath(town, hit.kind, hit.id)),
    }));
  };
  return <Palette open={open} onClose={onClose} commands={commands} search={search} />;
}

const KIND_WORDS: Record<string, () => string> = {
  finding: m.app_nav_findings,
  measure: m.app_nav_measures,
  goal: m.app_nav_goals,
  observation: m.app_nav_walk,
  rating: m.app_nav_ratings,
  development: m.app_nav_developments,
  item: m.app_nav_inventory,
  budget_line: m.app_nav_budget,
  contract: m.app_nav_contracts,
  posting: m.app_nav_spending,
  spending_entry: m.app_nav_spending,
  engagement: m.app_nav_engagement,
};
const kindName = (kind: string): string => (KIND_WORDS[kind] ?? m.app_nav_organisation)();
