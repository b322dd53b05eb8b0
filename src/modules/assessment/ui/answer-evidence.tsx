import { fileContentPath } from '#kernel/file-paths';
import { FilesSection, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { dateTime } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { saidBy } from './parts.tsx';
import { assessment, local, type Sheet, type SheetQuestion } from './words.ts';

type Place = Sheet['evidence'][number];
type File = Place['files'][number];

interface EvidenceProps {
  id: string;
  sheet: Sheet;
  question: SheetQuestion;
  respondent: string;
}

/** Photos and files to an answer, as they come in from a phone or are added here; for the team alone. */
export function AnswerEvidence({ id, sheet, question, respondent }: EvidenceProps) {
  const town = useTown();
  const open = useSave(assessment.openAnswerEvidence, [['interview-sheet', town, id]]);
  const place = sheet.evidence.find(
    (one) => one.respondentId === respondent && one.question === question.key,
  );
  const make = () =>
    open
      .mutateAsync({ input: { town, id, respondentId: respondent, question: question.key } })
      .catch((error: unknown) => toast(saidBy(error), { tone: 'danger' }));
  if (!place)
    return (
      <p>
        <Button icon="upload" busy={open.isPending} onClick={() => void make()}>
          {m.assessment_answer_files_open()}
        </Button>
      </p>
    );
  return (
    <>
      {place.files.length > 0 && (
        <Section title={m.assessment_answer_files()}>
          <ul className="k-photos">
            {place.files.map((file) => (
              <li key={file.id}>
                <Shown place={place} file={file} question={question} />
                <TakeOver place={place} file={file} question={question} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <FilesSection
        calls={assessment.answerFiles}
        path="answer-evidence"
        kind="answer_evidence"
        id={place.id}
        reason={undefined}
      />
    </>
  );
}

interface FileProps {
  place: Place;
  file: File;
  question: SheetQuestion;
}

/** A photo as a small picture that opens in full; anything else by its name. */
function Shown({ place, file, question }: FileProps) {
  const town = useTown();
  const href = `/api/v1/towns/${town}${fileContentPath('answer-evidence', place.id, file.id)}`;
  if (!file.mediaType.startsWith('image/'))
    return (
      <a href={href} download={file.name}>
        {file.name}
      </a>
    );
  const alt = m.assessment_answer_photo_alt({
    name: file.addedBy,
    moment: dateTime(file.createdAt),
    question: local(question.text),
  });
  return (
    <a href={`${href}?inline=1`} target="_blank" rel="noreferrer" title={m.platform_files_new_tab()}>
      <img src={`${href}?inline=1`} alt={alt} loading="lazy" />
    </a>
  );
}

/** The team decides what of it everybody may see. */
function TakeOver({ place, file }: FileProps) {
  const town = useTown();
  const take = useSave(assessment.takeOverAnswerFile, [
    ['rating', town],
    ['ratings', town],
  ]);
  const ask = async () => {
    const yes = await confirm({
      title: m.assessment_answer_file_take_title({ name: file.name }),
      text: <p>{m.assessment_answer_file_take_text()}</p>,
      action: m.assessment_answer_file_take(),
    });
    if (!yes) return;
    await take.mutateAsync({ input: { town, id: place.id, fileId: file.id } }).then(
      () => toast(m.assessment_answer_file_taken()),
      (error: unknown) => toast(saidBy(error), { tone: 'danger' }),
    );
  };
  return (
    <Button busy={take.isPending} onClick={() => void ask()}>
      {m.assessment_answer_file_take()}
    </Button>
  );
}
