import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { money, number, quarter } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import {
  type Condition,
  conditionSentence,
  departureSentence,
  earlierSentence,
  type Names,
  proofWords,
  type Result,
  reasonWord,
} from './planning.ts';
import { otherWaySentence, wayWords } from './way-words.ts';
import { HORIZON_WORDS } from './words.ts';

type Line = Result['measures'][number];

interface ResultProps {
  result: Result;
  names: Names;
  quick?: true | undefined;
  /** It is the plan in force by now. */
  taken?: boolean | undefined;
}

/** What came out: how good it is, what changes, what does not fit and why. */
export function ResultView({ result, names, quick, taken }: ResultProps) {
  const changed = result.measures.filter(
    ({ starts, before, fixed, way }) => (!fixed || fixed === 'held') && (starts !== before || way?.id),
  );
  return (
    <>
      <Summary result={result} names={names} quick={quick} taken={taken} />
      {result.weighted !== null && (
        <Section title={m.roadmap_plan_changes({ count: changed.length })}>
          {changed.length === 0 ? (
            <p>{m.roadmap_plan_no_changes()}</p>
          ) : (
            <Lines label={m.roadmap_plan_changes({ count: changed.length })} lines={changed} names={names} />
          )}
        </Section>
      )}
      {result.weighted !== null && !quick && (
        <Section title={m.roadmap_plan_same()}>
          <Lines
            label={m.roadmap_plan_same()}
            lines={result.measures.filter((one) => !changed.includes(one))}
            names={names}
          />
        </Section>
      )}
      {result.weighted !== null && !quick && <Years result={result} />}
    </>
  );
}

function Summary({ result, names, quick, taken }: ResultProps) {
  const out = result.measures.filter(({ starts }) => starts === null);
  const { conflict, brokenBefore } = result;
  return (
    <Stack>
      {result.weighted !== null && (
        <Notice
          tone={result.proven ? 'success' : 'info'}
          title={quick && !result.proven ? m.roadmap_proof_quick() : proofWords(result)}
        >
          <p>{valueSentence(result)}</p>
          {result.unframed.length > 0 && (
            <p>{m.roadmap_plan_unframed({ years: result.unframed.join(', ') })}</p>
          )}
        </Notice>
      )}
      {result.weighted === null && !(quick && conflict) && (
        <Notice tone="danger" title={quick ? m.roadmap_plan_none_quick() : m.roadmap_plan_none()} />
      )}
      {conflict && !quick && <ConflictNotice conflict={conflict} names={names} />}
      {result.weighted !== null && out.length + result.leftOut.length > 0 && (
        <Notice tone="warning" title={m.roadmap_plan_out()}>
          <ul>
            {out.map(({ id }) => (
              <li key={id}>{names.titleOf(id)}</li>
            ))}
            {result.leftOut.map(({ id, needsId }) => (
              <li key={id}>
                {needsId === null
                  ? m.roadmap_plan_postponed({ measure: names.titleOf(id) })
                  : m.roadmap_plan_needs_out({ measure: names.titleOf(id), other: names.of(needsId) })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {brokenBefore.length > 0 && (
        <Notice tone="info" title={taken ? m.roadmap_plan_broken_then() : m.roadmap_plan_broken_before()}>
          <Conditions conditions={brokenBefore} names={names} />
        </Notice>
      )}
    </Stack>
  );
}

function Conditions({ conditions, names }: { conditions: readonly Condition[]; names: Names }) {
  return (
    <ul>
      {conditions.map((one) => (
        <li key={JSON.stringify(one)}>{conditionSentence(one, names)}</li>
      ))}
    </ul>
  );
}

/** What cannot hold together, a sentence each, and whether that is the least there is to name. */
export function ConflictNotice({
  conflict,
  names,
}: {
  conflict: NonNullable<Result['conflict']>;
  names: Names;
}) {
  return (
    <Notice tone="warning" title={m.roadmap_plan_conflict()}>
      <Conditions conditions={conflict.conditions} names={names} />
      <p>{proofOf(conflict)}</p>
    </Notice>
  );
}

const CONFLICT_PROOF = {
  smallest: m.roadmap_conflict_smallest,
  minimal: m.roadmap_conflict_minimal,
  none: m.roadmap_conflict_unproven,
};

/** Of two that do not go together nothing smaller is worth looking for. */
const proofOf = ({ proof, conditions }: NonNullable<Result['conflict']>): string =>
  proof === 'minimal' && conditions.length <= 2 ? m.roadmap_conflict_each() : CONFLICT_PROOF[proof]();

function valueSentence({ weighted, weightedBefore, endsIn, measures, brokenBefore }: Result): string {
  const placed = measures.filter(({ starts }) => starts !== null).length;
  const ends = m.roadmap_plan_ends({
    placed: String(placed),
    all: String(measures.length),
    quarter: endsIn ? quarter(endsIn) : '',
  });
  if (weightedBefore === null || placed < measures.length) return ends;
  const compared = brokenBefore.length > 0 ? m.roadmap_plan_value_broken : m.roadmap_plan_value;
  const weight = measures.reduce((sum, one) => sum + one.weight, 0);
  const mean = (sum: number) => number(sum / Math.max(1, weight), 1);
  return `${ends} ${compared({ now: mean(weighted ?? 0), before: mean(weightedBefore) })}`;
}

function Lines({ label, lines, names }: { label: string; lines: readonly Line[]; names: Names }) {
  return (
    <PlainTable
      label={label}
      rows={lines}
      columns={[
        {
          title: m.roadmap_plan_measure(),
          cell: ({ id }) => <a href={names.href(id)}>{names.titleOf(id)}</a>,
        },
        // What stays is where it was.
        ...(lines.some(({ starts, before }) => starts !== before)
          ? [{ title: m.roadmap_plan_before(), cell: ({ before }: Line) => place(before) }]
          : []),
        {
          title: m.roadmap_plan_now(),
          cell: ({ starts, fixed }) => (
            <>
              {place(starts)}{' '}
              {fixed && <Badge icon={fixed === 'held' ? 'pin' : 'lock'}>{reasonWord(fixed)}</Badge>}
            </>
          ),
        },
        {
          title: m.roadmap_plan_horizon(),
          cell: ({ horizon }) => (horizon ? HORIZON_WORDS[horizon]() : '–'),
        },
        {
          title: m.roadmap_why(),
          least: 'min(26rem, 36cqi - 6rem)',
          cell: (line) => <Why line={line} names={names} />,
        },
      ]}
    />
  );
}

/** Why a measure stands where it does: not earlier, in this way and not another, in this horizon. */
function Why({ line, names }: { line: Line; names: Names }) {
  const { starts, earlier, way, otherWays, departure } = line;
  if (starts === null) return '–';
  return (
    <>
      <p>{earlierSentence(earlier, names)}</p>
      {way && (
        <p>
          {[
            m.roadmap_way_chosen({ way: wayWords(way) }),
            ...otherWays.map((other) => otherWaySentence(other, way, names)),
          ].join(' ')}
        </p>
      )}
      {departure && <p>{departureSentence(departure, names)}</p>}
    </>
  );
}

const place = (starts: string | null): string => (starts ? quarter(starts) : m.roadmap_plan_no_place());

function Years({ result }: { result: Result }) {
  const rows = result.years.map((year) => ({ ...year, id: String(year.year) }));
  const of = (cents: number, frame: number | null) =>
    frame === null
      ? m.roadmap_no_frame({ cost: money(cents) })
      : m.roadmap_of_frame({ cost: money(cents), frame: money(frame) });
  return (
    <Section title={m.roadmap_chart_title()}>
      <PlainTable
        label={m.roadmap_chart_title()}
        rows={rows}
        columns={[
          { title: m.roadmap_chart_year(), cell: ({ id }) => id },
          { title: m.roadmap_result(), align: 'end', cell: (y) => of(y.resultCents, y.resultFrameCents) },
          {
            title: m.roadmap_investment(),
            align: 'end',
            cell: (y) => of(y.investmentCents, y.investmentFrameCents),
          },
        ]}
      />
    </Section>
  );
}
