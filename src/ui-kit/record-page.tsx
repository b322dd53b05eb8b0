import { type ReactNode, use } from 'react';
import { m } from '#texts';
import { type Status, StatusBadge } from './badge.tsx';
import { Button, ButtonLink } from './button.tsx';
import { Chain, type ChainProps } from './chain.tsx';
import { Icon, type IconName } from './icons.tsx';
import { BackLink, Others, Section, usePageTitle } from './page.tsx';
import { type Tab, Tabs } from './tabs.tsx';
import { Timeline, type TimelineEntry } from './timeline.tsx';

export interface RecordAction {
  label: string;
  icon?: IconName;
  kind?: 'primary' | 'default' | 'danger';
  href?: string;
  onPress?: () => void;
  busy?: boolean;
  /** Why it is not possible now: shown in words beneath the buttons. */
  reason?: string | undefined;
}

export interface RecordPageProps {
  number: string;
  title: string;
  status: Status;
  back?: { href: string; label: string };
  facts: { label: string; value: ReactNode }[];
  actions?: RecordAction[];
  tabs?: Tab[];
  timeline?: TimelineEntry[];
  chain?: ChainProps;
  /** Sections of the body. */
  children: ReactNode;
}

export function RecordPage(props: RecordPageProps) {
  const { number, title, status, facts, actions = [], timeline, chain, tabs } = props;
  usePageTitle(`${number} ${title}`);
  return (
    <article className="k-page">
      <header className="k-record-head">
        <BackLink back={props.back} />
        <p className="k-record-line">
          <span className="k-num">{number}</span>
          <StatusBadge status={status} />
          {use(Others)}
        </p>
        <h1>{title}</h1>
        {actions.length > 0 && <RecordActions actions={actions} />}
      </header>
      {tabs && <Tabs label={m.kit_parts_of({ title: number })} tabs={tabs} />}
      <div className="k-record" data-aside={chain ? true : undefined}>
        <div>
          {facts.length > 0 && <Facts facts={facts} />}
          <div className="k-section k-record-body">{props.children}</div>
          {timeline && (
            <Section title={m.kit_timeline()}>
              <Timeline entries={timeline} />
            </Section>
          )}
        </div>
        {chain && <Chain {...chain} />}
      </div>
    </article>
  );
}

/** Label and value pairs in columns. */
export function Facts({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="k-facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Buttons of a record; the reasons of the blocked ones stand beneath for everybody to read. */
export function RecordActions({ actions }: { actions: RecordAction[] }) {
  const reasons = [...new Set(actions.flatMap(({ reason }) => reason ?? []))];
  const blocked = reasons.map((reason) => ({
    reason,
    label: actions
      .filter((action) => action.reason === reason)
      .map(({ label }) => label)
      .join(', '),
  }));
  return (
    <div className="k-actions">
      {actions.map(({ label, icon, kind = 'default', href, onPress, busy, reason }) =>
        href && !reason ? (
          <ButtonLink key={label} href={href} icon={icon} kind={kind}>
            {label}
          </ButtonLink>
        ) : (
          <Button
            key={label}
            icon={reason ? 'lock' : icon}
            kind={kind}
            busy={busy}
            reason={reason}
            onClick={onPress}
          >
            {label}
          </Button>
        ),
      )}
      {blocked.length > 0 && (
        <ul className="k-reasons">
          {blocked.map(({ label, reason }) => (
            <li key={label}>
              <Icon name="lock" />
              <span>
                <b>{label}:</b> {reason}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
