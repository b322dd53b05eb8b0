import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { number } from '#ui-kit/format';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { type Certainty, WORK_KINDS } from '../domain/activities.ts';
import { functionTitle, useRoles } from './roles.ts';
import {
  activity,
  CERTAINTY,
  type EstimateRecord,
  inPercent,
  KINDS,
  type Overview,
  SURENESSES,
  unreachable,
} from './words.ts';
import './activity.css';

type Figure = NonNullable<Overview['total']['figure']>;
interface Row {
  id: string;
  name: string;
  certainty: Certainty;
  figure: Figure | null;
  note: string;
  /** Functions with an estimate of their own; null for what is only a sum. */
  role: string | null;
}

interface FunctionTableProps {
  overview: Overview;
  edit: ((editing: { record: EstimateRecord | null; role: string }) => void) | undefined;
}

/** Shares by function, an estimate beneath what was measured, and the total. */
export function FunctionTable({ overview, edit }: FunctionTableProps) {
  const town = useTown();
  const roles = useRoles();
  const { data } = useRecord(
    ['activity-estimates', town],
    () => activity.estimates.list({ town, limit: 200 }),
    edit !== undefined,
  );
  const rows = rowsOf(overview, (key) => functionTitle(roles, key));
  const recordOf = (role: string) => data?.rows.find((record) => record.role === role) ?? null;
  return (
    <PlainTable<Row>
      label={m.activity_by_function()}
      columns={[
        {
          title: m.activity_function(),
          cell: ({ name, note, id }) => (
            <>
              {id === 'total' ? <strong>{name}</strong> : name}
              {note && <small className="a-basis">{note}</small>}
            </>
          ),
        },
        {
          title: m.activity_certainty(),
          cell: ({ certainty }) => (
            <StatusBadge status={{ word: CERTAINTY[certainty].word(), tone: CERTAINTY[certainty].tone }} />
          ),
        },
        ...WORK_KINDS.map((kind) => ({
          title: KINDS[kind](),
          cell: ({ figure }: Row) => (figure ? inPercent(figure.shares[kind]) : '–'),
          align: 'end' as const,
        })),
        {
          title: m.activity_interruptions_day(),
          cell: ({ figure }) =>
            figure && figure.interruptionsPerDay !== null ? number(figure.interruptionsPerDay, 1) : '–',
          align: 'end',
        },
      ]}
      rows={rows}
      {...(edit
        ? {
            action: (row: Row) =>
              row.role && <RowActions row={row} record={recordOf(row.role)} role={row.role} edit={edit} />,
          }
        : {})}
    />
  );
}

function rowsOf({ functions, total }: Overview, title: (role: string) => string): Row[] {
  const rows = functions.flatMap(({ role, certainty, measured, estimated }): Row[] => {
    const own = { role: role || null, name: title(role) };
    const sure = estimated ? SURENESSES[estimated.sureness]() : '';
    const basis = estimated?.basis ? `${sure}: ${estimated.basis}` : sure;
    if (!measured) return [{ ...own, id: role, certainty, figure: estimated, note: estimated ? basis : '' }];
    const days = m.activity_days_measured({ count: measured.days });
    const note = measured.released ? `${days}, ${m.activity_is_released()}` : days;
    return [
      { ...own, id: role || '-', certainty, figure: measured, note },
      ...(estimated
        ? [
            {
              id: `${role}-estimate`,
              role: null,
              name: m.activity_compare({ function: title(role) }),
              certainty: 'estimated' as const,
              figure: estimated,
              note: basis,
            },
          ]
        : []),
    ];
  });
  const note = total.days > 0 ? m.activity_days_measured({ count: total.days }) : '';
  return [
    ...rows,
    {
      id: 'total',
      role: null,
      name: m.activity_total(),
      certainty: total.certainty,
      figure: total.figure,
      note,
    },
  ];
}

interface RowActionsProps {
  row: Row;
  role: string;
  record: EstimateRecord | null;
  edit: NonNullable<FunctionTableProps['edit']>;
}

function RowActions({ row, role, record, edit }: RowActionsProps) {
  const town = useTown();
  const remove = useSave(activity.estimates.remove, [
    ['activity-estimates', town],
    ['activities', town],
  ]);
  const drop = async (known: EstimateRecord) => {
    const yes = await confirm({
      title: m.activity_estimate_remove({ function: row.name }),
      text: <p>{m.activity_estimate_remove_text()}</p>,
      action: m.activity_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove
      .mutateAsync({ input: { town, id: known.id }, version: known.version })
      .catch((error: unknown) => toast(problemOf(error)?.text ?? unreachable(), { tone: 'danger' }));
  };
  return (
    <>
      <Button small bare kind="quiet" icon="edit" onClick={() => edit({ record, role })}>
        {m.activity_estimate_for({ function: row.name })}
      </Button>
      {record && (
        <Button
          small
          bare
          kind="quiet"
          icon="trash"
          busy={remove.isPending}
          onClick={() => void drop(record)}
        >
          {m.activity_estimate_remove({ function: row.name })}
        </Button>
      )}
    </>
  );
}
