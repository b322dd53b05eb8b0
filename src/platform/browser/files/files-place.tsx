import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '#ui-kit/skeleton';
import type { FilesSection as Section } from './files-section.tsx';

const Files = lazy(() => import('./files-section.tsx').then((x) => ({ default: x.FilesSection })));

/** The files of a record; what shows and sends them is loaded with the first page that has any. */
export const FilesSection = (props: ComponentProps<typeof Section>) => (
  <Suspense fallback={<Skeleton lines={2} />}>
    <Files {...props} />
  </Suspense>
);
