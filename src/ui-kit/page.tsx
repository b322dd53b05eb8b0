import { type CSSProperties, createContext, type ReactNode, use, useEffect, useId } from 'react';
import { Icon } from './icons.tsx';

/** Who else is at the record in view, as the application tells it; stands where it moves nothing. */
export const Others = createContext<ReactNode>(null);

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  back?: { href: string; label: string };
  /** 'text' for forms and reading. */
  width?: 'full' | 'text';
  children: ReactNode;
}

/** Every page: its one h1, the title of the browser tab, the actions. */
export function Page({ title, lead, actions, back, width = 'full', children }: PageProps) {
  usePageTitle(title);
  return (
    <div className="k-page" data-width={width}>
      <div className="k-page-head">
        <div>
          {back && (
            <div className="k-page-top">
              <BackLink back={back} />
              {use(Others)}
            </div>
          )}
          <h1>{title}</h1>
          {lead && <p className="k-lead">{lead}</p>}
        </div>
        {actions && <div className="k-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

export function BackLink({ back }: { back: { href: string; label: string } | undefined }) {
  return back ? (
    <a className="k-back" href={back.href}>
      <Icon name="left" />
      {back.label}
    </a>
  ) : null;
}

export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} - Sollstand`;
  }, [title]);
}

export function Section(props: { title: string; actions?: ReactNode; id?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="k-section" id={props.id} aria-labelledby={id}>
      <div className="k-section-head">
        <h2 id={id}>{props.title}</h2>
        {props.actions && <div className="k-actions">{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className="k-card">
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}

/** Children beneath each other with even gaps. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="k-stack">{children}</div>;
}

/** As many columns of at least `min` as fit. */
export function Grid({ min = '17rem', children }: { min?: string; children: ReactNode }) {
  return (
    <div className="k-grid" style={{ '--min': min } as CSSProperties}>
      {children}
    </div>
  );
}

/** Reading and answering on the left, what belongs to it on the right; beneath each other where it is narrow. */
export function Beside({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className="k-record" data-aside>
      <div className="k-stack">{children}</div>
      <div>{aside}</div>
    </div>
  );
}

/** Columns of a board, e.g. the five days of a week; beneath each other where they would get too narrow. */
export function Board({ children }: { children: ReactNode }) {
  return <div className="k-board">{children}</div>;
}

/** Two or three panes side by side from 1024 px, each scrolling by itself; beneath each other below. */
export function Panes({ panes, children }: { panes: 2 | 3; children: ReactNode }) {
  return (
    <div className="k-panes" data-panes={panes}>
      {children}
    </div>
  );
}

/** Running text from people: paragraphs are kept. */
export function Prose({ text, children }: { text?: string; children?: ReactNode }) {
  return (
    <div className="k-prose">
      {text?.split(/\n{2,}/).map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text have no other identity
        <p key={at} style={{ whiteSpace: 'pre-line' }}>
          {paragraph}
        </p>
      ))}
      {children}
    </div>
  );
}
