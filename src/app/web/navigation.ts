import { AGENTS, DIARISTS, EDITORS, type Fn, READERS, REQUESTERS, REVIEWERS } from '#kernel/functions';
import { type ListKind, listPath } from '#kernel/paths';
import { m } from '#texts';
import type { NavGroup } from '#ui-kit/shell';

interface Entry {
  kind: ListKind;
  label: () => string;
  icon: NavGroup['items'][number]['icon'];
  may: readonly Fn[];
}

const READ = READERS;
const GROUPS: { label?: () => string; entries: Entry[] }[] = [
  { entries: [{ kind: 'overview', label: m.app_nav_overview, icon: 'home', may: READ }] },
  {
    label: m.app_nav_week,
    entries: [
      { kind: 'engagement', label: m.app_nav_engagement, icon: 'week', may: [...READ, ...REVIEWERS] },
      { kind: 'goal', label: m.app_nav_goals, icon: 'check', may: READ },
      { kind: 'observation', label: m.app_nav_walk, icon: 'note', may: READ },
      { kind: 'interview', label: m.app_nav_interviews, icon: 'people', may: EDITORS },
      { kind: 'rating', label: m.app_nav_ratings, icon: 'half', may: READ },
      { kind: 'catalogue', label: m.app_nav_catalogues, icon: 'columns', may: READ },
      { kind: 'legal_unit', label: m.app_nav_legal_units, icon: 'shield', may: READ },
      { kind: 'finding', label: m.app_nav_findings, icon: 'finding', may: [...READ, ...REVIEWERS] },
    ],
  },
  {
    label: m.app_nav_plan,
    entries: [
      { kind: 'measure', label: m.app_nav_measures, icon: 'measure', may: READ },
      { kind: 'roadmap', label: m.app_nav_roadmap, icon: 'roadmap', may: READ },
      { kind: 'effect', label: m.app_nav_effect, icon: 'shield', may: READ },
      { kind: 'steering_meeting', label: m.app_nav_steering, icon: 'people', may: READ },
      { kind: 'comparison', label: m.app_nav_comparison, icon: 'columns', may: READ },
      { kind: 'report', label: m.app_nav_reports, icon: 'report', may: READ },
    ],
  },
  {
    label: m.app_nav_service,
    entries: [
      { kind: 'ticket', label: m.app_nav_desk, icon: 'desk', may: AGENTS },
      { kind: 'request', label: m.app_nav_requests, icon: 'note', may: REQUESTERS },
    ],
  },
  {
    label: m.app_nav_town,
    entries: [
      { kind: 'development', label: m.app_nav_developments, icon: 'flag', may: READ },
      { kind: 'office', label: m.app_nav_organisation, icon: 'office', may: READ },
      { kind: 'item', label: m.app_nav_inventory, icon: 'inventory', may: READ },
      { kind: 'budget_line', label: m.app_nav_budget, icon: 'money', may: READ },
      { kind: 'spending', label: m.app_nav_spending, icon: 'money', may: READ },
      { kind: 'contract', label: m.app_nav_contracts, icon: 'link', may: READ },
      { kind: 'activity', label: m.app_nav_activities, icon: 'clock', may: [...READ, ...DIARISTS] },
    ],
  },
  {
    label: m.app_nav_admin,
    entries: [
      { kind: 'member', label: m.app_nav_access, icon: 'person', may: ['administrator'] },
      { kind: 'privacy', label: m.app_nav_privacy, icon: 'lock', may: ['administrator', 'dsb'] },
      { kind: 'agent', label: m.app_nav_agents, icon: 'plug', may: EDITORS },
      { kind: 'job', label: m.app_nav_jobs, icon: 'bell', may: ['administrator'] },
      { kind: 'permission', label: m.app_nav_permissions, icon: 'check', may: EDITORS },
    ],
  },
];

/** The parts of the product this person may use; what they may not use is not there. */
export function navigation(town: string, path: string, functions: readonly string[]): NavGroup[] {
  return GROUPS.flatMap(({ label, entries }) => {
    const items = entries
      .filter((entry) => entry.may.some((f) => functions.includes(f)))
      .map((entry) => {
        const href = listPath(town, entry.kind);
        const current =
          entry.kind === 'overview'
            ? path === href
            : path === href ||
              path.startsWith(`${href}/`) ||
              (entry.kind === 'office' && path.startsWith(`/t/${town}/organisation/`));
        return { href, label: entry.label(), icon: entry.icon, current };
      });
    return items.length > 0 ? [{ ...(label ? { label: label() } : {}), items }] : [];
  });
}
