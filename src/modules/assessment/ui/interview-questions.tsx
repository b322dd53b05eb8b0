import { m } from '#texts';
import { Icon } from '#ui-kit/icons';
import { Section } from '#ui-kit/page';
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
      {sheet.contradictions.length > 0 && <Contradictions sheet={sheet} />}
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
    </aside>
  );
}

function Contradictions({ sheet }: { sheet: Sheet }) {
  return (
    <Section title={m.assessment_contradictions()}>
      <ul>
        {sheet.contradictions.map(({ question, text, offices }) => (
          <li key={question}>
            {local(text)}
            <br />
            <small className="k-muted">
              {offices.map(({ office, level }) => m.assessment_office_level({ office, level })).join(', ')}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
