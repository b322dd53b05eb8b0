import { useState } from 'react';
import { newKey, problemOf, useEveryRow, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup, RadioGroup } from '#ui-kit/choices';
import { CopyButton } from '#ui-kit/copy-button';
import { confirm, Dialog, DialogFoot } from '#ui-kit/dialog';
import { Select, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import type { Way } from '../domain/interview.ts';
import { saidBy } from './parts.tsx';
import { assessment, local, organisation, type Sheet } from './words.ts';

interface DialogProps {
  id: string;
  sheet: Sheet;
  question: string;
  /** How the next one answers, to begin with; undefined while closed. */
  way: Way | undefined;
  onAdded: (id: string) => void;
  onClose: () => void;
}
type Made = Awaited<ReturnType<typeof assessment.addRespondent>>;

const WAY_WORDS: Record<Way, () => string> = {
  team: m.assessment_way_team,
  room: m.assessment_way_room,
  link: m.assessment_way_link,
};

/** Who answers in this interview; code or link of a new one is shown once. */
export function RespondentDialog(props: DialogProps) {
  const [made, setMade] = useState<Made>();
  const told = (next: Made) => {
    setMade(next);
    // Who answers here and now is the one whose answers come next.
    if (next.respondent.way !== 'link') props.onAdded(next.respondent.id);
  };
  const close = () => {
    setMade(undefined);
    props.onClose();
  };
  return (
    <Dialog open={props.way !== undefined} onClose={close} title={m.assessment_respondents()} wide>
      {made && (made.code || made.path) ? (
        <Told made={made} onClose={close} />
      ) : (
        <People {...props} onMade={told} />
      )}
    </Dialog>
  );
}

function Told({ made, onClose }: { made: Made; onClose: () => void }) {
  const secret = made.code ?? location.origin + made.path;
  const { name, email } = made.respondent;
  return (
    <Stack>
      <Notice tone="success" title={made.code ? m.assessment_code_made() : m.assessment_link_made()}>
        <p>
          {made.code
            ? m.assessment_code_made_text({ address: `${location.origin}/raum` })
            : m.assessment_link_made_text()}
        </p>
      </Notice>
      <TextField
        name="secret"
        label={made.code ? m.assessment_code() : m.assessment_link()}
        readOnly
        value={secret}
        onChange={() => undefined}
      />
      <DialogFoot>
        <CopyButton text={secret} />
        {made.path && (
          <a className="k-btn" href={letter(name, email, secret)}>
            {m.assessment_write_letter()}
          </a>
        )}
        <Button kind="primary" onClick={onClose}>
          {m.assessment_done()}
        </Button>
      </DialogFoot>
    </Stack>
  );
}

/** The letter in the mail program of whoever asks. */
const letter = (name: string, email: string, link: string): string =>
  `mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(m.assessment_letter_subject())}&body=${encodeURIComponent(m.assessment_letter_text({ name, link }))}`;

function People({ id, sheet, question, way, onMade }: DialogProps & { onMade: (made: Made) => void }) {
  const town = useTown();
  const remove = useSave(assessment.removeRespondent, [['interview-sheet', town, id]]);
  const renew = useSave(assessment.renewSecret, [['interview-sheet', town, id]]);
  const again = async (respondentId: string, title: string) => {
    const yes = await confirm({
      title,
      text: <p>{m.assessment_new_secret_text()}</p>,
      action: m.assessment_new_secret(),
    });
    if (!yes) return;
    await renew
      .mutateAsync({ input: { town, id, respondentId }, key: newKey() })
      .then(onMade, (error: unknown) => toast(saidBy(error), { tone: 'danger' }));
  };
  const ask = async (respondentId: string, name: string) => {
    const yes = await confirm({
      title: m.assessment_respondent_remove({ name }),
      text: <p>{m.assessment_respondent_remove_text()}</p>,
      action: m.assessment_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove
      .mutateAsync({ input: { town, id, respondentId } })
      .catch((error: unknown) => toast(saidBy(error), { tone: 'danger' }));
  };
  return (
    <Stack>
      {sheet.respondents.length > 0 && (
        <ul className="k-tasks">
          {sheet.respondents.map((one) => (
            <li key={one.id}>
              <p>
                {one.name}
                <small>
                  {[
                    one.office,
                    WAY_WORDS[one.way](),
                    one.until && m.assessment_until({ moment: dateTime(one.until) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </p>
              {one.way !== 'team' && (
                <Button small kind="quiet" icon="link" bare onClick={() => void again(one.id, renewed(one))}>
                  {renewed(one)}
                </Button>
              )}
              <Button small kind="quiet" icon="trash" bare onClick={() => void ask(one.id, one.name)}>
                {m.assessment_respondent_remove({ name: one.name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddForm key={way} id={id} sheet={sheet} question={question} way={way} onMade={onMade} />
    </Stack>
  );
}

const renewed = ({ way, name }: Sheet['respondents'][number]): string =>
  way === 'room' ? m.assessment_new_code({ name }) : m.assessment_new_link({ name });

const BLANK = { name: '', email: '', worksInId: '', way: 'team' as Way };

function AddForm({
  id,
  sheet,
  question,
  way = 'team',
  onMade,
}: Pick<DialogProps, 'id' | 'sheet' | 'question' | 'way'> & { onMade: (made: Made) => void }) {
  const town = useTown();
  const [value, setValue] = useState({ ...BLANK, way, questions: [question] });
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const add = useSave(assessment.addRespondent, [['interview-sheet', town, id]]);
  const offices = useEveryRow(['offices', town], (page) => organisation.offices.list({ town, ...page }));
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const submit = async () => {
    const { worksInId, questions, ...rest } = value;
    const input = {
      town,
      id,
      ...rest,
      email: value.way === 'link' ? value.email : '',
      worksInId: worksInId || null,
      questions: value.way === 'link' ? questions : [],
    };
    try {
      const made = await add.mutateAsync({ input, key: newKey() });
      setValue({ ...BLANK, questions: [question] });
      setFaults([]);
      setProblem(undefined);
      toast(m.assessment_respondent_added({ name: rest.name }));
      onMade(made);
    } catch (error) {
      setFaults(problemOf(error)?.fields ?? []);
      setProblem(saidBy(error));
    }
  };
  return (
    <Form
      onSubmit={submit}
      faults={faults}
      problem={faults.length > 0 ? undefined : problem}
      submit={m.assessment_respondent_add()}
    >
      <TextField
        name="name"
        label={m.assessment_respondent_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <Select
        name="worksInId"
        label={m.assessment_respondent_office()}
        optional
        none={m.assessment_no_office()}
        options={(offices.data ?? []).map((office) => ({ value: office.id, label: office.name }))}
        value={value.worksInId}
        onChange={(worksInId) => change({ worksInId })}
      />
      <WayFields sheet={sheet} value={value} change={change} />
    </Form>
  );
}

interface WayProps {
  sheet: Sheet;
  value: { way: Way; questions: string[]; email: string };
  change: (part: { way?: Way; questions?: string[]; email?: string }) => void;
}

/** How somebody answers; a link asks single questions. */
function WayFields({ sheet, value, change }: WayProps) {
  return (
    <>
      <RadioGroup
        name="way"
        label={m.assessment_way()}
        options={[
          { value: 'team', label: m.assessment_way_team(), help: m.assessment_way_team_help() },
          { value: 'room', label: m.assessment_way_room(), help: m.assessment_way_room_help() },
          { value: 'link', label: m.assessment_way_link(), help: m.assessment_way_link_help() },
        ]}
        value={value.way}
        onChange={(way) => change({ way: way as Way })}
      />
      {value.way === 'link' && (
        <TextField
          name="email"
          type="email"
          label={m.assessment_respondent_email()}
          help={m.assessment_respondent_email_help()}
          optional
          value={value.email}
          onChange={(email) => change({ email })}
        />
      )}
      {value.way === 'link' && (
        <CheckGroup
          name="questions"
          label={m.assessment_link_questions()}
          options={sheet.questions.map(({ key, text, site }) => ({
            value: key,
            label: site ? `${local(text)} (${site})` : local(text),
          }))}
          value={value.questions}
          onChange={(questions) => change({ questions })}
        />
      )}
    </>
  );
}
