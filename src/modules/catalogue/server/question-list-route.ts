import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import { turns } from '#kernel/turns';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { bodyUpTo, queryParameter, townParameter } from '#platform/http/upload';
import { inTown } from '#platform/tx';
import { foreignFaultText, foreignRemarkText } from '../domain/foreign-fault-text.ts';
import { kindWords, proposedHead } from '../domain/question-catalogue.ts';
import { knownNumbers, type QuestionList } from '../domain/question-list.ts';
import { MOST_BYTES } from '../domain/upload-limits.ts';
import { actorOf, filesOf, MOST_FAULTS, stampNow } from './catalogue-files.ts';
import { keepCatalogue } from './keep-catalogue.ts';
import { type QuestionReading, readingOfQuestions, readQuestionFile } from './read-question-file.ts';

const PATH = '/api/v1/towns/:town/question-lists';
const LONGEST_HEAD = 300;

/** In OpenAPI; the body is a file, which the contract of the other routes does not know. */
export const questionListDescription = {
  '/towns/{town}/question-lists': {
    post: {
      operationId: 'catalogue.own.questionList',
      summary: 'Look at a list of questions (XLSX, ODS, CSV), or keep it as a catalogue of the town',
      tags: ['Catalogues'],
      parameters: [
        townParameter,
        queryParameter('keep', '`1`: keep it; otherwise nothing is stored'),
        queryParameter('title', 'Title, without it as proposed'),
        queryParameter('edition', 'Edition, without it as proposed'),
      ],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
            },
          },
        },
      },
      responses: {
        '200': { description: 'What the file holds: questions per list, faults and remarks' },
        '201': { description: 'The catalogue as it is kept' },
        '422': { description: 'Every fault with sheet and row' },
      },
    },
  },
};

/** Lists of questions come in as the town's own file: first looked at, then kept. */
export function questionListRoute(app: HttpApp): void {
  // One at a time: reading may take much memory.
  const one = turns(1);
  const limit = bodyUpTo(MOST_BYTES);
  app.post(PATH, limit, (c) => one(() => bring(c)));
}

async function bring(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, EDITORS, true);
  const { ground, locale } = c.get('asked');
  const [file] = await filesOf(c, { most: 1, refusal: 'catalogue_one_file' });
  if (file === undefined) return refuse('invalid', 'catalogue_one_file');
  const reading = await readQuestionFile(file.name, file.bytes);
  if (c.req.query('keep') !== '1') return c.json(previewOf(reading, file.name, locale));
  const head = { title: headOf(c, 'title'), version: headOf(c, 'edition') };
  const found = readingOfQuestions(reading, file.name, stampNow(ground.clock.now()), head);
  if ('faults' in found) {
    const faults = found.faults.slice(0, MOST_FAULTS).map((fault) => foreignFaultText(fault)[locale]);
    return c.json({ faults }, 422);
  }
  const kept = await inTown(ground, actor, (tx) =>
    keepCatalogue(tx, found.catalogue, { id: null, files: [file.name] }),
  );
  return c.json({ ...kept, remarks: found.remarks.map((remark) => foreignRemarkText(remark)[locale]) }, 201);
}

const headOf = (c: HttpContext, name: string): string =>
  (c.req.query(name) ?? '').toWellFormed().replaceAll('\u0000', '').trim().slice(0, LONGEST_HEAD);

/** What a person looks at before the list is kept. */
function previewOf({ list, faults, remarks }: QuestionReading, file: string, locale: 'de' | 'en') {
  return {
    list: list && listView(list, file, locale),
    faults: faults.slice(0, MOST_FAULTS).map((fault) => fault[locale]),
    faultTotal: faults.length,
    remarks: remarks.slice(0, MOST_FAULTS).map((remark) => remark[locale]),
  };
}

function listView(list: QuestionList, file: string, locale: 'de' | 'en') {
  const { kind, recognisedBy, groups, questions } = list;
  const known = knownNumbers(list);
  return {
    ...proposedHead(list, file),
    kind,
    kindWord: kindWords[kind][locale],
    recognisedBy,
    lists: groups.map(({ code, title }, at) => {
      const own = questions.filter(({ group }) => group === code);
      return {
        code,
        title,
        questions: own.length,
        known: known.inList[at] ?? null,
        first: own[0]?.question ?? '',
      };
    }),
    questions: questions.length,
    known: { lists: known.lists, questions: known.questions },
    withEffort: questions.filter(({ effort }) => effort !== null).length,
    withReferences: questions.filter(({ references }) => references.length > 0).length,
  };
}
