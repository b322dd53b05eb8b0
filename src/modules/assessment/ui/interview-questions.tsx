import { m } from '#texts';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { local, type Sheet } from './words.ts';

interface PickerProps {
  sheet: Sheet;
  at: number;
  isAnswered: (key: string) => boolean;
  onChoose: (key: string) => void;
}

/** All questions of the interview, and where offices contradict each other. */
export function QuestionPicker({ sheet, at, isAnswered, onChoose }: PickerProps) {
  return (
    <aside aria-label={m.assessment_questions()}>
      {sheet.requirements.map((requirement) => {
        const own = sheet.questions.filter(
          (question) =>
            question.framework === requirement.framework && question.requirement === requirement.requirement,
        );
        return (
          <div key={`${requirement.framework} ${requirement.requirement}`}>
            <h2 className="k-small">{local(requirement.title)}</h2>
            <ul>
              {own.map((question) => (
                <li key={question.key}>
                  <button
                    type="button"
                    aria-current={sheet.questions[at]?.key === question.key ? 'step' : undefined}
                    onClick={() => onChoose(question.key)}
                  >
                    <Icon name={isAnswered(question.key) ? 'check' : 'open'} />
                    <span className="k-hidden">
                      {isAnswered(question.key) ? m.assessment_is_answered() : m.assessment_is_open()}
                    </span>
                    <span>
                      {local(question.text)}
                      {question.site && ` (${question.site})`}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {sheet.contradictions.length > 0 && <Contradictions sheet={sheet} onChoose={onChoose} />}
    </aside>
  );
}

type Contradiction = Sheet['contradictions'][number];

const officesIn = ({ offices }: Contradiction): string =>
  offices.map(({ office, level }) => m.assessment_office_level({ office, level })).join(', ');

/** All of the week; those asked here lead to their question. */
function Contradictions({ sheet, onChoose }: Pick<PickerProps, 'sheet' | 'onChoose'>) {
  return (
    <details className="k-details">
      <summary>
        <Icon name="right" />
        {m.assessment_contradictions_count({ count: sheet.contradictions.length })}
      </summary>
      <ul>
        {sheet.contradictions.map((one) => {
          const here = sheet.questions.find(({ key }) => key === one.question);
          return (
            <li key={one.question}>
              {here ? (
                <button type="button" onClick={() => onChoose(here.key)}>
                  {local(one.text)}
                </button>
              ) : (
                <p>{local(one.text)}</p>
              )}
              <small className="k-muted">{officesIn(one)}</small>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Said where it is asked: what the offices have answered so far. */
export function ContradictionHere({ sheet, question }: { sheet: Sheet; question: string }) {
  const found = sheet.contradictions.find((one) => one.question === question);
  if (!found) return null;
  return (
    <Notice tone="warning" title={m.assessment_contradictions()}>
      <p>{officesIn(found)}</p>
    </Notice>
  );
}
