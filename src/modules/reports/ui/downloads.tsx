import { useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import type { DocumentKind, Edition, Format } from '../domain/documents/editions.ts';
import { EDITION_WORDS, FORMAT_WORDS, filePath } from './words.ts';

interface DownloadsProps {
  kind: DocumentKind;
  edition: Edition;
  formats: readonly Format[];
  may: { download: true | 'document_technical' };
  version?: number;
  /** A kept plan the draft tells of. */
  plan?: string | null;
}

/** One button for each format of an edition; disabled with the reason where the function does not open it. */
export function Downloads({ kind, edition, formats, may, version, plan }: DownloadsProps) {
  const town = useTown();
  const name = (format: Format) =>
    m.reports_download_as({ format: FORMAT_WORDS[format], edition: EDITION_WORDS[edition]() });
  if (may.download !== true)
    return (
      <div className="k-actions">
        {formats.map((format) => (
          <Button
            key={format}
            small
            icon="download"
            reason={m.reports_technical_closed()}
            aria-label={name(format)}
          >
            {FORMAT_WORDS[format]}
          </Button>
        ))}
      </div>
    );
  return (
    <div className="k-actions">
      {formats.map((format) => (
        <ButtonLink
          key={format}
          small
          icon="download"
          href={filePath(town, {
            kind,
            edition,
            format,
            ...(version ? { version } : {}),
            ...(plan ? { plan } : {}),
          })}
          download
          aria-label={name(format)}
        >
          {FORMAT_WORDS[format]}
        </ButtonLink>
      ))}
    </div>
  );
}
