import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { m } from '#texts';
import { Button, ButtonLink } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Menu, MenuItem } from './menu.tsx';
import { type Preferences, usePreferences } from './preferences.tsx';
import { ShortcutSheet } from './shortcuts.tsx';
import { Overlays } from './toast.tsx';

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  current?: boolean;
  count?: number;
}

export interface NavGroup {
  label?: string;
  items: NavItem[];
}

export interface Town {
  name: string;
  href: string;
  current: boolean;
}

export interface AppShellProps {
  home: string;
  towns: Town[];
  navigation: NavGroup[];
  onSearch: () => void;
  waiting?: { count: number; href: string };
  helpHref?: string;
  account: {
    name: string;
    detail?: string;
    links?: { href: string; label: string }[];
    onSignOut: () => void;
  };
  languages?: { code: string; label: string; current: boolean; onSelect: () => void }[];
  /** Above the page: a known outage, a state of the past, a lost connection. */
  banner?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

export function AppShell(props: AppShellProps) {
  useSearchKey(props.onSearch);
  return (
    <div className="k-shell">
      <a className="k-skip" href="#main">
        {m.kit_skip()}
      </a>
      <TopBar {...props} />
      <Navigation groups={props.navigation} />
      <main id="main" className="k-main" tabIndex={-1}>
        {props.banner}
        {props.children}
        {props.footer && <footer className="k-foot">{props.footer}</footer>}
      </main>
      <Overlays />
      <ShortcutSheet />
    </div>
  );
}

function TopBar({ home, towns, onSearch, waiting, helpHref, account, languages }: AppShellProps) {
  return (
    <header className="k-top">
      <span className="k-menu-toggle">
        <Button kind="quiet" icon="menu" bare popoverTarget="k-nav">
          {m.kit_menu()}
        </Button>
      </span>
      <a className="k-brand" href={home}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M3 20h4v-7H3zM10 20h4V9h-4zM17 20h4V4h-4z" fill="currentColor" opacity=".35" />
          <path d="M3 9.5 10 6l4 1.5L21 2.5" fill="none" stroke="currentColor" strokeWidth="2.25" />
        </svg>
        <span>Sollstand</span>
      </a>
      <TownSwitch towns={towns} />
      <div className="k-top-end">
        <button type="button" className="k-search" onClick={onSearch} aria-keyshortcuts="Control+K">
          <Icon name="search" />
          <span>{m.kit_search_all()}</span>
          <kbd>{m.kit_search_keys()}</kbd>
        </button>
        {waiting && (
          <a className="k-btn" data-kind="quiet" href={waiting.href}>
            <Icon name="bell" />
            <span className="k-hidden">{m.kit_waiting({ count: waiting.count })}</span>
            {waiting.count > 0 && (
              <span className="k-count" data-live aria-hidden="true">
                {waiting.count > 99 ? '99+' : waiting.count}
              </span>
            )}
          </a>
        )}
        {helpHref && (
          <ButtonLink kind="quiet" bare icon="help" href={helpHref}>
            {m.kit_help()}
          </ButtonLink>
        )}
        <Menu icon="person" label={<span className="k-account-name">{account.name}</span>}>
          <AccountPanel account={account} languages={languages} />
        </Menu>
      </div>
    </header>
  );
}

function TownSwitch({ towns }: { towns: Town[] }) {
  const current = towns.find((town) => town.current);
  if (towns.length < 2) {
    return current ? (
      <p className="k-town" data-plain>
        <span>{current.name}</span>
      </p>
    ) : null;
  }
  return (
    <div className="k-town">
      <Menu label={current?.name ?? m.kit_choose_town()} icon="expand">
        <p className="k-menu-title">{m.kit_choose_town()}</p>
        {towns.map(({ name, href, current: here }) => (
          <MenuItem key={href} href={href} current={here}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function AccountPanel({ account, languages }: Pick<AppShellProps, 'account' | 'languages'>) {
  const { preferences, change } = usePreferences();
  return (
    <>
      <p className="k-menu-title">
        {account.name}
        {account.detail && <>, {account.detail}</>}
      </p>
      {account.links?.map(({ href, label }) => (
        <MenuItem key={href} href={href}>
          {label}
        </MenuItem>
      ))}
      <hr />
      <ChoiceRow
        label={m.kit_theme()}
        value={preferences.theme}
        options={[
          ['system', m.kit_theme_system()],
          ['light', m.kit_theme_light()],
          ['dark', m.kit_theme_dark()],
        ]}
        onChange={(theme: Preferences['theme']) => change({ theme })}
      />
      <ChoiceRow
        label={m.kit_density()}
        value={preferences.density}
        options={[
          ['work', m.kit_density_work()],
          ['portal', m.kit_density_portal()],
        ]}
        onChange={(density: Preferences['density']) => change({ density })}
      />
      {languages && languages.length > 1 && (
        <ChoiceRow
          label={m.kit_language()}
          value={languages.find(({ current }) => current)?.code ?? ''}
          options={languages.map(({ code, label }) => [code, label])}
          onChange={(chosen) => languages.find(({ code }) => code === chosen)?.onSelect()}
        />
      )}
      <label>
        <input
          type="checkbox"
          checked={preferences.singleKeys}
          onChange={(event) => change({ singleKeys: event.target.checked })}
        />
        <span>{m.kit_single_keys()}</span>
      </label>
      <hr />
      <MenuItem icon="right" onClick={account.onSignOut}>
        {m.kit_sign_out()}
      </MenuItem>
    </>
  );
}

function ChoiceRow<Value extends string>(props: {
  label: string;
  value: Value;
  options: [Value, string][];
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset aria-label={props.label}>
      <p className="k-menu-title" aria-hidden="true">
        {props.label}
      </p>
      <div className="k-choice-row">
        {props.options.map(([value, word]) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === props.value}
            onClick={() => props.onChange(value)}
          >
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** One element for both widths: a popover drawer below 900 px, plainly visible above. */
function Navigation({ groups }: { groups: NavGroup[] }) {
  const ref = useRef<HTMLElement>(null);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link pressed by key clicks as well
    <nav
      ref={ref}
      id="k-nav"
      className="k-nav"
      popover="auto"
      aria-label={m.kit_navigation()}
      onClick={(event) => {
        if ((event.target as Element).closest('a') && ref.current?.matches(':popover-open')) {
          ref.current.hidePopover();
        }
      }}
    >
      {groups.map((group, at) => (
        <div key={group.label ?? at} className="k-nav-group">
          {group.label && <p>{group.label}</p>}
          <ul>
            {group.items.map(({ href, label, icon, current, count }) => (
              <li key={href}>
                <a href={href} aria-current={current ? 'page' : undefined}>
                  <Icon name={icon} />
                  <span>{label}</span>
                  {count ? <span className="k-count">{count}</span> : null}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function useSearchKey(onSearch: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      onSearch();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onSearch]);
}
