import { m } from '#texts';
import { type Status, StatusBadge } from './badge.tsx';
import { Icon } from './icons.tsx';

export interface ChainLink {
  number?: string;
  title: string;
  /** Without an address: something the person may not see; title then says what kind it is. */
  href?: string;
  status?: Status;
}

export interface ChainGroup {
  /** "Feststellungen", "Haushaltsansatz". */
  title: string;
  links: ChainLink[];
}

export interface ChainProps {
  /** The record itself: "Maßnahme M-03". */
  here: string;
  /** Where it comes from. */
  up: ChainGroup[];
  /** What came of it. */
  down: ChainGroup[];
}

/** Roter Faden: where a record comes from and what came of it. */
export function Chain({ here, up, down }: ChainProps) {
  return (
    <aside className="k-chain" aria-label={m.kit_chain()}>
      <h2>
        <Icon name="link" />
        {m.kit_chain()}
      </h2>
      <Side title={m.kit_chain_up()} empty={m.kit_chain_up_empty()} icon="up" groups={up} />
      <p className="k-here">{here}</p>
      <Side title={m.kit_chain_down()} empty={m.kit_chain_down_empty()} icon="down" groups={down} />
    </aside>
  );
}

function Side(props: { title: string; empty: string; icon: 'up' | 'down'; groups: ChainGroup[] }) {
  const groups = props.groups.filter(({ links }) => links.length > 0);
  return (
    <section>
      <h3>
        <Icon name={props.icon} />
        {props.title}
      </h3>
      {groups.length === 0 && <p className="k-small k-muted">{props.empty}</p>}
      {groups.map(({ title, links }) => (
        <div key={title}>
          <h4>{title}</h4>
          <ul>
            {links.map((link) => (
              <Link key={link.href ?? link.title} link={link} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Link({ link: { number, title, href, status } }: { link: ChainLink }) {
  const name = number ? `${number} ${title}` : title;
  return (
    <li>
      {href ? <a href={href}>{name}</a> : <span className="k-muted">{name}</span>}{' '}
      {status && <StatusBadge status={status} />}
    </li>
  );
}
