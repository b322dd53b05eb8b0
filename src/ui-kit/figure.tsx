import type { Ref } from 'react';
import { m } from '#texts';
import { Icon } from './icons.tsx';
import { useOverflow } from './use-overflow.ts';

export interface FigureProps {
  /** States the finding: "Jede dritte Störung betrifft den Druck." */
  title: string;
  /** Period, unit, source. */
  note?: string;
  /** Text alternative of the picture. */
  alt: string;
  /** SVG made by our own server; it is put into the page as it is. */
  svg: string;
  /** The space that the picture may take, to ask for one that fits. */
  pictureRef?: Ref<HTMLDivElement>;
  table: {
    columns: { title: string; align?: 'start' | 'end' }[];
    rows: (string | { text: string; href: string })[][];
  };
}

/** A picture, its text alternative and the rows behind it. */
export function Figure({ title, note, alt, svg, pictureRef, table }: FigureProps) {
  const { ref, overflow } = useOverflow();
  return (
    <figure className="k-figure">
      <figcaption>
        {title}
        {note && <small>{note}</small>}
      </figcaption>
      <div
        ref={pictureRef}
        className="k-figure-picture"
        role="img"
        aria-label={alt}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by our server from numbers and escaped words
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <details className="k-details">
        <summary>
          <Icon name="right" />
          {m.kit_as_table()}
        </summary>
        <div
          className="k-scroll"
          ref={ref}
          {...(overflow ? { role: 'region', tabIndex: 0, 'aria-label': title } : {})}
        >
          <DataTable caption={title} {...table} />
        </div>
      </details>
    </figure>
  );
}

/** A small read-only table; work lists use DataList. */
export function DataTable({ caption, columns, rows }: FigureProps['table'] & { caption: string }) {
  return (
    <table className="k-table">
      <caption className="k-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, align }) => (
            <th key={title} scope="col" data-align={align}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a figure are replaced as a whole
          <tr key={line}>
            {cells.map((cell, at) => (
              <td key={columns[at]?.title} data-align={columns[at]?.align}>
                {typeof cell === 'string' ? cell : <a href={cell.href}>{cell.text}</a>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
