import { useRef, useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { adoptedMeasure } from './adopted.ts';
import { LibraryField } from './library-field.tsx';
import { useLibraryMeasure } from './library-page.tsx';
import { type LibraryMeasure, libraryPath, local } from './library-words.ts';
import { useLinkChoices } from './link-choices.ts';
import { budget, lineOption, MeasureFields } from './measure-form.tsx';
import { measureNumber } from './measure-number.ts';
import { MeasureMissing, useMeasure } from './measure-page.tsx';
import { blankMeasure, type MeasureValue, measureFields, measureValue } from './measure-value.ts';
import { PickList } from './pick-list.tsx';
import { type Measure, measures, touched } from './words.ts';

/** A new measure; `?finding=` names the finding it answers, `?ziel=` the goal it serves, `?bibliothek=` the measure of the library it begins with. */
export function MeasureNewPage() {
  const { finding = '', bibliothek = '', ziel = '' } = useAddress().query;
  const { data, error } = useLibraryMeasure(bibliothek);
  if (error) return <MeasureMissing error={error} />;
  if (bibliothek && !data) return <Skeleton lines={6} />;
  return <NewForm key={`${bibliothek} ${finding} ${ziel}`} finding={finding} goal={ziel} from={data} />;
}

/** What was already typed for the same finding and the same measure of the library is found again. */
const draftKeyOf = (finding: string, from: LibraryMeasure | undefined): string =>
  ['measure:new', ...(from ? [from.id] : []), ...(finding ? [finding] : [])].join(':');

interface NewProps {
  finding: string;
  goal: string;
  from: LibraryMeasure | undefined;
}

function NewForm({ finding, goal, from: adopted }: NewProps) {
  const town = useTown();
  const { go } = useAddress();
  const choices = useLinkChoices();
  const { save, made } = useCreation();
  const list = listPath(town, 'measure');
  const answered = finding ? [finding] : [];
  const from = choices?.findings.find(({ id }) => id === finding);
  return (
    <Page
      title={m.measures_create()}
      lead={from && m.measures_create_from({ finding: from.label })}
      width="text"
      back={from ? { href: from.href, label: from.label } : { href: list, label: m.measures_title() }}
    >
      {adopted && <AdoptedNotice from={adopted} />}
      <RecordForm<MeasureValue>
        draftKey={draftKeyOf(finding || goal, adopted)}
        initial={adopted ? adoptedMeasure(adopted, answered) : blankMeasure(answered, goal ? [goal] : [])}
        submit={m.measures_create()}
        cancelHref={from?.href ?? list}
        save={save}
        onSaved={() => {
          if (!made.current) return;
          toast(m.measures_created({ number: measureNumber(made.current) }));
          go(recordPath(town, 'measure', made.current.id));
        }}
      >
        {(value, change) => (
          <>
            <MeasureFields value={value} change={change} />
            {choices && (
              <>
                <PickList
                  name="findingIds"
                  label={m.measures_findings()}
                  choices={choices.findings}
                  value={value.findings}
                  onChange={(findings) => change({ findings })}
                />
                <PickList
                  name="goalIds"
                  label={m.measures_goals()}
                  choices={choices.goals}
                  value={value.goals}
                  onChange={(goals) => change({ goals })}
                />
              </>
            )}
          </>
        )}
      </RecordForm>
    </Page>
  );
}

/** That the figures are estimates, and what the library wants done before. */
function AdoptedNotice({ from: { id, title, needs } }: { from: LibraryMeasure }) {
  const town = useTown();
  return (
    <Notice title={m.measures_adopted({ title: local(title) })}>
      <p>
        {m.measures_adopted_text()} <a href={libraryPath(town, id)}>{m.measures_adopted_link()}</a>
      </p>
      {needs.length > 0 && (
        <p>{m.measures_adopted_needs({ titles: needs.map((one) => local(one.title)).join('; ') })}</p>
      )}
    </Notice>
  );
}

/** One request: the measure comes with its links or not at all. */
function useCreation() {
  const town = useTown();
  const made = useRef<Measure>(undefined);
  const create = useSave(measures.create, [
    ['measures', town],
    ['threads', town],
    ['roadmap', town],
    ['overview', town],
    ['coverage', town],
    ['economies', town],
  ]);
  const save = async (value: MeasureValue, key: string) => {
    made.current = await create.mutateAsync({
      input: { town, ...measureFields(value), findingIds: value.findings, goalIds: value.goals },
      key,
    });
  };
  return { save, made };
}

export function MeasureEditPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useMeasure(id);
  const lineId = data?.budgetLineId ?? null;
  const line = useRecord(
    ['budget-line', town, lineId],
    () => budget.lines.get({ town, id: lineId ?? '' }),
    lineId !== null,
  );
  if (error) return <MeasureMissing error={error} />;
  if (!data || (lineId && line.isPending)) return <Skeleton lines={6} />;
  const known = lineId ? (line.data ? lineOption(line.data) : { id: lineId, label: '' }) : null;
  return <EditForm key={id} measure={data} value={measureValue(data, known)} />;
}

/** The budget line a measure is paid from, as the form shows it. */
async function lineOf(town: string, { budgetLineId: id }: Measure) {
  return id === null ? null : lineOption(await budget.lines.get({ town, id }));
}

function EditForm(props: { measure: Measure; value: MeasureValue }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [{ measure, value: initial }] = useState(props);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(measures.update, touched(town, measure.id));
  const back = recordPath(town, 'measure', measure.id);
  const number = measureNumber(measure);
  return (
    <Page title={m.measures_edit_title({ number })} width="text" back={{ href: back, label: number }}>
      <RecordForm<MeasureValue>
        draftKey={`measure:${measure.id}`}
        initial={initial}
        submit={m.measures_save()}
        cancelHref={back}
        stored={{
          version: measure.version,
          read: async () => {
            const now = await measures.get({ town, id: measure.id });
            return { version: now.version, value: measureValue(now, await lineOf(town, now)) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: measure.id, ...measureFields(value) }, version })
        }
        onSaved={() => {
          toast(m.measures_saved({ number }));
          go(back);
        }}
      >
        {(value, change) => (
          <>
            <MeasureFields value={value} change={change} />
            <LibraryField value={value.library} onChange={(library) => change({ library })} />
          </>
        )}
      </RecordForm>
    </Page>
  );
}
