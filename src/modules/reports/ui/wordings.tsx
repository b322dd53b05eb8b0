import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { date, dateTime } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Prose, Section } from '#ui-kit/page';
import { sameWords } from '../domain/documents/written.ts';
import type { documents } from './words.ts';

type SectionData = Awaited<ReturnType<typeof documents.section>>;
type Wording = SectionData['wordings'][number];
type Used = Wording['blocks'][number];

/** "Hinweis zum Datenschutz (Vorlage von Beratung Reich, Stand 12.11.2026)" */
const usedText = ({ title, origin, on }: Used): string =>
  on ? `${title} (${m.reports_origin_taken({ name: origin, date: date(on) })})` : title;

interface Props {
  section: SectionData;
  /** Puts a former text into the editor; null for whoever only reads. */
  onRestore: ((text: string) => void) | null;
}

/** Every text the section has had, the latest first. */
export function Wordings({ section, onRestore }: Props) {
  if (section.wordings.length === 0) return null;
  return (
    <Section title={m.reports_wordings()}>
      <ol className="k-stack" reversed>
        {section.wordings.map((wording) => (
          <li key={wording.seq}>
            <p className="k-help">{`${dateTime(wording.at)}, ${wording.byName}`}</p>
            {wording.blocks.length > 0 && (
              <p className="k-help">
                {m.reports_wording_blocks({ list: wording.blocks.map(usedText).join('; ') })}
              </p>
            )}
            <Former wording={wording} section={section} onRestore={onRestore} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Former({ wording: { text, at }, section, onRestore }: Props & { wording: Wording }) {
  if (text === null) return <p className="k-muted">{m.reports_section_computed()}</p>;
  const reason = sameWords(text, section.text) ? m.reports_wording_holds() : undefined;
  return (
    <>
      <Folded text={text} />
      {onRestore && (
        <div className="k-actions">
          <Button
            small
            {...(reason ? { reason } : {})}
            aria-label={m.reports_wording_restore_named({ when: dateTime(at) })}
            onClick={() => onRestore(text)}
          >
            {m.reports_wording_restore()}
          </Button>
        </div>
      )}
    </>
  );
}

/** Letters on a line of the page. */
const LINE = 90;
const MOST_LINES = 10;

const linesOf = (text: string): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);

/** A long text shows how it begins, and the whole when it is asked for. */
function Folded({ text }: { text: string }) {
  if (linesOf(text) <= MOST_LINES) return <Prose text={text} />;
  const begins = `${text
    .split('\n', 3)
    .join('\n')
    .slice(0, 3 * LINE)} …`;
  return (
    <>
      <Prose text={begins} />
      <details className="k-details">
        <summary>
          <Icon name="right" />
          {m.reports_wording_whole({ letters: text.length })}
        </summary>
        <Prose text={text} />
      </details>
    </>
  );
}
