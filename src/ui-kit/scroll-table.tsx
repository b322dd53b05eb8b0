import { DataTable, type FigureProps } from './figure.tsx';
import { ScrollFrame } from './scroll-frame.tsx';

/** A read-only table that scrolls sideways within the page. */
export function ScrollTable({ caption, ...table }: FigureProps['table'] & { caption: string }) {
  return (
    <ScrollFrame label={caption}>
      <DataTable caption={caption} {...table} />
    </ScrollFrame>
  );
}
