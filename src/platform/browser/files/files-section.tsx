import { fileContentPath, filesPath } from '#kernel/file-paths';
import type { FilesView, FileView } from '#kernel/file-routes';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { FilePicker } from '#ui-kit/file-picker';
import { dateTime, fileSize, percent } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { useUnsavedGuard } from '#ui-kit/unsaved';
import { useTown } from '../address.ts';
import { problemOf } from '../problems.ts';
import { useRecord, useSave } from '../queries.ts';
import { fileClassWord } from './class-word.ts';
import { type Upload, useUploads } from './use-uploads.ts';

/** The two calls of a module for the files of one kind of record. */
export interface FileCalls {
  list: (input: { town: string; id: string }) => Promise<FilesView>;
  remove: (input: { town: string; id: string; fileId: string }) => Promise<unknown>;
  /** Where photos stand in documents: for whom each is. */
  classify?: (input: {
    town: string;
    id: string;
    fileId: string;
    confidentiality: 'technical' | null;
  }) => Promise<unknown>;
}

interface FilesProps {
  calls: FileCalls;
  /** Plural path segment of the records in the interface, e.g. `findings`. */
  path: string;
  /** Kind of record, as its own query begins. */
  kind: string;
  id: string;
  /** Why files cannot be added or removed. */
  reason: string | undefined;
}

const ACCEPT = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv';
const USUAL_LIMIT = 25_000_000;

/** What hangs on a record: listed, fetched, added and removed. */
export function FilesSection({ calls, path, kind, id, reason }: FilesProps) {
  const town = useTown();
  const key = [kind, town, id, 'files'];
  const touches = [key, ['stories', town, id]];
  const { data, error } = useRecord(key, () => calls.list({ town, id }));
  const base = `/api/v1/towns/${town}`;
  const { uploads, add, drop } = useUploads(base + filesPath(path, id), touches);
  useUnsavedGuard(uploads.some(({ state }) => state !== 'refused'));
  const limitBytes = data?.limitBytes ?? USUAL_LIMIT;
  const picker = (
    <FilePicker
      label={m.platform_files_add()}
      accept={ACCEPT}
      reason={reason}
      onPick={(files) => add(files, limitBytes)}
    />
  );
  return (
    <Section title={m.platform_files()} actions={picker}>
      <div className="k-stack">
        {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.platform_offline()} />}
        {!data && !error && <Skeleton lines={2} />}
        {data?.files.length === 0 && <p className="k-muted">{m.platform_files_none()}</p>}
        {data && data.files.length > 0 && (
          <FileTable
            files={data.files}
            contentOf={(file) => base + fileContentPath(path, id, file.id)}
            classed={calls.classify !== undefined}
            action={(file) => (
              <>
                {calls.classify && isPicture(file) && (
                  <ClassFile
                    classify={calls.classify}
                    id={id}
                    file={file}
                    reason={reason}
                    touches={touches}
                  />
                )}
                <RemoveFile calls={calls} id={id} file={file} reason={reason} touches={touches} />
              </>
            )}
          />
        )}
        <Uploads uploads={uploads} onDismiss={drop} />
        {!reason && data && (
          <p className="k-help">{m.platform_files_help({ megabytes: Math.floor(limitBytes / 1_000_000) })}</p>
        )}
      </div>
    </Section>
  );
}

interface TableProps {
  files: FileView[];
  contentOf: (file: FileView) => string;
  /** Whether photos stand in documents. */
  classed: boolean;
  action: (file: FileView) => React.ReactNode;
}

const isPicture = ({ mediaType }: FileView) => mediaType.startsWith('image/');

function FileTable({ files, contentOf, classed, action }: TableProps) {
  return (
    <PlainTable
      label={m.platform_files()}
      rows={files}
      columns={[
        { title: m.platform_files_name(), cell: (file) => <FileLink file={file} href={contentOf(file)} /> },
        {
          title: m.platform_files_size(),
          align: 'end',
          cell: (file) => <span className="k-num">{fileSize(file.bytes)}</span>,
        },
        { title: m.platform_files_added_by(), cell: (file) => file.addedBy },
        {
          title: m.platform_files_added_at(),
          cell: (file) => (
            <time className="k-num" dateTime={file.createdAt}>
              {dateTime(file.createdAt)}
            </time>
          ),
        },
        ...(classed
          ? [
              {
                title: m.platform_files_class(),
                cell: (file: FileView) => (isPicture(file) ? fileClassWord(file.confidentiality) : ''),
              },
            ]
          : []),
      ]}
      action={action}
    />
  );
}

/** Pictures can be looked at; everything else is saved. */
function FileLink({ file, href }: { file: FileView; href: string }) {
  if (!isPicture(file))
    return (
      <a href={href} download={file.name}>
        {file.name}
      </a>
    );
  return (
    <a href={`${href}?inline=1`} target="_blank" rel="noreferrer" title={m.platform_files_new_tab()}>
      {file.name}
    </a>
  );
}

interface ClassProps {
  classify: NonNullable<FileCalls['classify']>;
  id: string;
  file: FileView;
  reason: string | undefined;
  touches: readonly (readonly unknown[])[];
}

/** Takes a photo out of all but the technical edition of documents, or puts it back where its record stands. */
function ClassFile({ classify, id, file, reason, touches }: ClassProps) {
  const town = useTown();
  const save = useSave(classify, touches);
  const technical = file.confidentiality === 'technical';
  const words = technical ? m.platform_files_class_open() : m.platform_files_class_close();
  const send = () =>
    save
      .mutateAsync({
        input: { town, id, fileId: file.id, confidentiality: technical ? null : 'technical' },
      })
      .then(
        () =>
          toast(
            technical
              ? m.platform_files_class_opened({ name: file.name })
              : m.platform_files_class_closed({ name: file.name }),
          ),
        (error: unknown) => toast(problemOf(error)?.text ?? m.platform_offline(), { tone: 'danger' }),
      );
  return (
    <Button
      small
      busy={save.isPending}
      reason={reason}
      aria-label={`${words}: ${file.name}`}
      onClick={() => void send()}
    >
      {words}
    </Button>
  );
}

interface RemoveProps {
  calls: FileCalls;
  id: string;
  file: FileView;
  reason: string | undefined;
  touches: readonly (readonly unknown[])[];
}

function RemoveFile({ calls, id, file, reason, touches }: RemoveProps) {
  const town = useTown();
  const { name } = file;
  const remove = useSave(
    (input: { town: string; id: string; fileId: string }) => calls.remove(input),
    touches,
  );
  const ask = async () => {
    const yes = await confirm({
      title: m.platform_files_remove_title({ name }),
      text: <p>{m.platform_files_remove_text()}</p>,
      action: m.platform_files_remove_action(),
      danger: true,
    });
    if (!yes) return;
    try {
      await remove.mutateAsync({ input: { town, id, fileId: file.id } });
      toast(m.platform_files_removed({ name }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.platform_offline(), { tone: 'danger' });
    }
  };
  return (
    <Button
      small
      bare
      kind="quiet"
      icon="trash"
      busy={remove.isPending}
      reason={reason}
      onClick={() => void ask()}
    >
      {m.platform_files_remove({ name })}
    </Button>
  );
}

/** How far each is, in words; what was refused keeps its reason beside its name until it is closed. */
function Uploads({ uploads, onDismiss }: { uploads: Upload[]; onDismiss: (key: number) => void }) {
  return uploads.map((upload) =>
    upload.state === 'refused' ? (
      <Notice key={upload.key} live tone="danger" title={m.platform_files_refused({ name: upload.name })}>
        <p>{upload.why}</p>
        <Button small onClick={() => onDismiss(upload.key)}>
          {m.platform_files_dismiss({ name: upload.name })}
        </Button>
      </Notice>
    ) : (
      <p key={upload.key} className="k-num">
        {wordsOf(upload)}
      </p>
    ),
  );
}

function wordsOf({ name, state, share }: Upload): string {
  if (state === 'waiting') return m.platform_files_waiting({ name });
  if (state === 'checking') return m.platform_files_checking({ name });
  return m.platform_files_sending({ name, percent: percent(share) });
}
