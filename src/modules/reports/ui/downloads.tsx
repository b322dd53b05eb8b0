import { useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import type { DocumentKind, Edition, Format } from '../domain/documents/editions.ts';
import { EDITION_WORDS, FORMAT_WORDS, filePath } from './words.ts';

interface DownloadsProps {
  kind: DocumentKind;
  edition: Edition;
  formats: readonly Format[];
  version?: number;
}

/** One button for each format of an edition. */
export function Downloads({ kind, edition, formats, version }: DownloadsProps) {
  const town = useTown();
  return (
    <div className="k-actions">
      {formats.map((format) => (
        <ButtonLink
          key={format}
          small
          icon="download"
          href={filePath(town, { kind, edition, format, ...(version ? { version } : {}) })}
          download
          aria-label={m.reports_download_as({
            format: FORMAT_WORDS[format],
            edition: EDITION_WORDS[edition](),
          })}
        >
          {FORMAT_WORDS[format]}
        </ButtonLink>
      ))}
    </div>
  );
}
