import { useState } from 'react';
import { loadExport, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { number } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { ScrollTable } from '#ui-kit/scroll-table';
import { Skeleton } from '#ui-kit/skeleton';
import { imports, type Run } from './run.ts';

const PAGE = 20;
const ALL = 5_000;

/** Every fault with its row and column; of very many the first ones, the whole list as a file. */
export function FaultSection({ run }: { run: Run }) {
  const town = useTown();
  const [limit, setLimit] = useState(PAGE);
  const { data } = useRecord(['import-faults', town, run.id, run.faultTotal, limit], () =>
    imports.faults({ town, id: run.id, limit }),
  );
  const kept = Math.min(run.faultTotal, ALL);
  return (
    <Section
      title={m.imports_faults()}
      actions={
        <Button small icon="download" onClick={() => void download(town, run)}>
          {m.imports_faults_download()}
        </Button>
      }
    >
      {data ? <FaultTable faults={data.faults} /> : <Skeleton lines={4} />}
      {data && run.faultTotal > PAGE && (
        <div className="k-list-more">
          <span role="status">
            {m.imports_faults_shown({ shown: number(data.faults.length), total: number(run.faultTotal) })}
          </span>
          {limit < kept && (
            <Button onClick={() => setLimit(Math.min(limit * 4, ALL))}>{m.imports_faults_more()}</Button>
          )}
        </div>
      )}
    </Section>
  );
}

type Faults = Awaited<ReturnType<typeof imports.faults>>['faults'];

/** The sentence begins with its column where it concerns one; beside a column of its own that would be twice. */
const sentence = ({ column, text }: Faults[number]) =>
  column && text.startsWith(`${column}: `) ? text.slice(column.length + 2) : text;

function FaultTable({ faults }: { faults: Faults }) {
  return (
    <ScrollTable
      caption={m.imports_faults()}
      columns={[
        { title: m.imports_row(), align: 'end' },
        { title: m.imports_column() },
        { title: m.imports_fault() },
      ]}
      rows={faults.map((fault) => [
        fault.row > 0 ? number(fault.row) : m.imports_whole_file(),
        fault.column ?? '',
        sentence(fault),
      ])}
    />
  );
}

async function download(town: string, run: Run): Promise<void> {
  const [{ exportRows }, { faults }] = await Promise.all([
    loadExport(),
    imports.faults({ town, id: run.id, limit: ALL }),
  ]);
  const columns = [
    { key: 'row', title: m.imports_row(), cell: (fault: Faults[number]) => String(fault.row) },
    { key: 'column', title: m.imports_column(), cell: (fault: Faults[number]) => fault.column ?? '' },
    { key: 'text', title: m.imports_fault(), cell: sentence, primary: true },
  ];
  await exportRows('csv', `${m.imports_faults()} ${run.fileName}`, columns, async () => ({
    rows: faults,
    next: null,
  }));
}
