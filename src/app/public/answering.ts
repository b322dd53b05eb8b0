import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { html } from 'hono/html';
import { isId } from '#kernel/ids';
import { refuse } from '#kernel/refuse';
import {
  answerWithoutAccount,
  bringFiles,
  type GivenAnswer,
  type NotTaken,
  type OwnQuestion,
  plainCode,
  readOwnFile,
  readOwnQuestions,
  takeBackFile,
} from '#modules/assessment';
import { disposition } from '#platform/files/file-name';
import { type ReceivedForm, receiveForm } from '#platform/files/receive-form';
import { findContent } from '#platform/files/store';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { keepRoom, readKept } from '#platform/http/cookies';
import { problemBody, statusOf } from '#platform/http/errors';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { anchor, local, questionForm } from './answer-form.ts';
import { faultSummary, field, type PublicPage } from './page.ts';
import { formOf, inWords, type Show, type ShownStatus } from './show.ts';
import { NO_TROUBLE, type Trouble, troubled } from './trouble.ts';

type Body = PublicPage['body'];

const codeOf = (c: HttpContext): string | null => readKept(c, 'room', c.get('asked').secureCookies);
const WAIT_SECONDS = 4;
/** Five photos as phones take them. */
const FORM_BYTES = 60_000_000;
/** From somebody whose code or link does not hold: enough for what was typed. */
const STRANGER_BYTES = 200_000;

/** Forms that may carry photos: they go to the disk as they come, with a limit of their own. */
export const isAnswerForm = (method: string, path: string): boolean =>
  method === 'POST' && /^\/(raum\/antwort|frage\/[^/]+)$/.test(path);

/** Answering without an account: in the room of an interview with a code, or questions handed over by a link. */
export function answeringRoutes(app: HttpApp, ground: Ground, show: Show): void {
  roomRoutes(app, ground, show);
  linkRoutes(app, ground, show);
}

function roomRoutes(app: HttpApp, ground: Ground, show: Show): void {
  const room = async (c: HttpContext, trouble: Trouble): Promise<Response> => {
    const w = inWords(c);
    const code = codeOf(c);
    const own = code ? await readOwnQuestions(ground, code, w.locale) : null;
    if (!own)
      return show(
        c,
        m.page_answering_room({}, w),
        html`${codeForm(c, code ? m.page_answering_code_ended({}, w) : trouble.text)}${typedText(c, trouble)}`,
        code ? 404 : trouble.status,
      );
    const [shown] = own.questions;
    const refresh = (body: Body) => show(c, m.page_answering_room({}, w), body, 200, WAIT_SECONDS);
    // What was typed to a question that is gone stays in sight: the page does not look again by itself then.
    const late = trouble.text !== null && trouble.form.question !== shown?.key;
    if (!shown && !late) return refresh(waiting(c, own));
    // Answered: whoever leads the interview turns the page.
    const again = c.req.query('aendern') !== undefined || trouble.form.question !== undefined;
    if (shown?.answer && trouble.text === null && !again) return refresh(answered(c, shown));
    const place = { action: '/raum/antwort', files: '/raum/datei' };
    return show(
      c,
      own.title,
      html`${late ? faultSummary(trouble.text, [], w.locale) : ''}${late ? typedText(c, trouble) : ''}
        ${shown ? questionForm(c, place, shown, late ? NO_TROUBLE : trouble) : waiting(c, own)}`,
      trouble.status,
    );
  };
  app.get('/raum', (c) => room(c, NO_TROUBLE));
  app.post('/raum', async (c) => {
    const { code = '' } = await formOf(c);
    const w = inWords(c);
    if (!(await readOwnQuestions(ground, plainCode(code), w.locale)))
      return show(c, m.page_answering_room({}, w), codeForm(c, m.page_answering_code_unknown({}, w)), 404);
    const { answer, secureCookies } = c.get('asked');
    keepRoom(answer, plainCode(code), secureCookies);
    return c.redirect('/raum', 303);
  });
  app.post('/raum/antwort', async (c) => {
    const trouble = await take(c, ground, codeOf(c) ?? '');
    return trouble.shown ? room(c, trouble) : c.redirect('/raum', 303);
  });
  app.get('/raum/datei/:id', (c) => ownFile(c, ground, codeOf(c) ?? '', c.req.param('id')));
}

function linkRoutes(app: HttpApp, ground: Ground, show: Show): void {
  const page = async (c: HttpContext, token: string, trouble: Trouble): Promise<Response> => {
    const w = inWords(c);
    const own = await readOwnQuestions(ground, token, w.locale);
    if (own?.way !== 'link')
      return show(
        c,
        m.page_answering_link({}, w),
        html`<p>${m.page_answering_link_ended({}, w)}</p>${typedText(c, trouble)}`,
        404,
      );
    const open = own.questions.filter(({ answer }) => !answer).length;
    const known = own.questions.some(({ key }) => key === trouble.form.question);
    const place = { action: `/frage/${token}`, files: `/frage/${token}/datei` };
    return show(
      c,
      m.page_answering_link({}, w),
      html`<p>${m.page_answering_link_lead({ name: own.name, town: own.town, open }, w)}</p>
        ${known ? '' : faultSummary(trouble.text, [], w.locale)}${known ? '' : typedText(c, trouble)}
        ${own.questions.map((one) => questionForm(c, place, one, trouble.form.question === one.key ? trouble : NO_TROUBLE))}`,
      trouble.status,
    );
  };
  app.get('/frage/:token', (c) => page(c, c.req.param('token'), NO_TROUBLE));
  app.post('/frage/:token', async (c) => {
    const token = c.req.param('token');
    const trouble = await take(c, ground, token);
    return trouble.shown
      ? page(c, token, trouble)
      : c.redirect(`/frage/${token}#${anchor(trouble.form.question ?? '')}`, 303);
  });
  app.get('/frage/:token/datei/:id', (c) => ownFile(c, ground, c.req.param('token'), c.req.param('id')));
}

/** What became of a form; `shown` when the page is to be shown with what was typed instead of being turned. */
interface Taken extends Trouble {
  shown: boolean;
}

/** Takes a form: files first, then what a button asks for, else the answer. Each fault is told; nothing typed is lost. */
async function take(c: HttpContext, ground: Ground, secret: string): Promise<Taken> {
  const { locale } = inWords(c);
  const known = await readOwnQuestions(ground, secret, locale);
  const form = await receiveForm(
    ground.files,
    c.req.header('content-type') ?? '',
    c.req.raw.body,
    known ? FORM_BYTES : STRANGER_BYTES,
  );
  try {
    return await takeForm(c, ground, secret, form);
  } finally {
    await form.discard();
  }
}

async function takeForm(c: HttpContext, ground: Ground, secret: string, form: ReceivedForm): Promise<Taken> {
  const { locale } = inWords(c);
  const { fields, files, refusal } = form;
  const { question = '', remove = '' } = fields;
  const done = (trouble: Trouble | null, shown: boolean): Taken => ({
    ...(trouble ?? { ...NO_TROUBLE, form: fields }),
    shown: shown || trouble !== null,
  });
  if (refusal) {
    // The rest of such a body is not read.
    c.header('connection', 'close');
    return done(
      await troubled(c, fields, async () => {
        throw refusal;
      }),
      true,
    );
  }
  let notTaken: NotTaken[] = [];
  const brought = await troubled(c, fields, async () => {
    if (files.length > 0) notTaken = await bringFiles(ground, secret, { question, files, locale });
    if (isId(remove)) await takeBackFile(ground, secret, { question, fileId: remove, locale });
  });
  if (brought) return done(brought, true);
  if (fields.do !== 'add' && !remove) {
    const answered = await troubled(c, fields, () =>
      answerWithoutAccount(ground, secret, givenIn(fields), locale),
    );
    if (answered) return done(withFiles(c, answered, notTaken), true);
  }
  if (notTaken.length > 0) return done(withFiles(c, { ...NO_TROUBLE, form: fields }, notTaken), true);
  if (fields.do === 'add' && files.length === 0)
    return done(fileTrouble(c, fields, m.page_answering_files_none({}, inWords(c))), true);
  return done(null, fields.do === 'add' || remove !== '');
}

const fileTrouble = (c: HttpContext, form: Record<string, string>, text: string): Trouble => ({
  text: m.page_answering_files_not_taken({}, inWords(c)),
  faults: [{ path: 'files', text }],
  status: 422,
  form,
});

/** The same trouble with why each file was not taken. */
function withFiles(c: HttpContext, trouble: Trouble, notTaken: readonly NotTaken[]): Trouble {
  const w = inWords(c);
  const faults = notTaken.map(({ name, refusal }) => {
    const { text } = problemBody(refusal, w.locale);
    return { path: 'files', text: name ? `${name}: ${text}` : text };
  });
  const [first] = notTaken;
  return {
    ...trouble,
    text: trouble.text ?? m.page_answering_files_not_taken({}, w),
    faults: [...trouble.faults, ...faults],
    status: trouble.text === null && first ? (statusOf(first.refusal) as ShownStatus) : trouble.status,
  };
}

function givenIn({
  question = '',
  choice = '',
  reason = '',
  evidence = '',
}: Record<string, string>): GivenAnswer {
  const base = { question, reason: reason.trim().slice(0, 1000), evidence: evidence.trim().slice(0, 4000) };
  if (choice === 'unknown' || choice === 'not_applicable') return { ...base, state: choice, level: null };
  return { ...base, state: 'level', level: /^[0-5]$/.test(choice) ? Number(choice) : null };
}

/** A file that somebody without an account has added, for themselves alone. */
async function ownFile(c: HttpContext, ground: Ground, secret: string, id: string): Promise<Response> {
  const found = isId(id) ? await readOwnFile(ground, secret, id) : null;
  if (!found) return refuse('not_found', 'not_found');
  const path = await findContent(ground.files.folder, found.townId, found.sha256);
  if (!path) return refuse('unavailable', 'file_content_missing');
  const shown = found.mediaType.startsWith('image/') ? 'inline' : 'attachment';
  return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
    'content-type': found.mediaType,
    'content-length': String(found.bytes),
    'content-disposition': disposition(shown, found.name),
    'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'private, no-store',
  });
}

/** What somebody typed into a form that is not there any more, to be taken along. */
function typedText(c: HttpContext, { form }: Trouble) {
  const text = [form.reason, form.evidence].filter((one) => one?.trim()).join('\n\n');
  if (!text) return '';
  return html`<div class="k-field">
    <label for="typed">${m.page_answering_typed({}, inWords(c))}</label>
    <textarea class="k-input" id="typed" rows="4" readonly>${text}</textarea>
  </div>`;
}

function codeForm(c: HttpContext, text: string | null) {
  const w = inWords(c);
  return html`${faultSummary(text, [], w.locale)}
    <p>${m.page_answering_code_lead({}, w)}</p>
    <form method="post" action="/raum">
      ${field({ name: 'code', label: m.page_answering_code({}, w), help: m.page_answering_code_help({}, w), faults: [] })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_answering_enter({}, w)}</button>
    </form>`;
}

function waiting(c: HttpContext, own: { name: string; title: string }) {
  const w = inWords(c);
  return html`<p role="status">${m.page_answering_waiting({ name: own.name, interview: own.title }, w)}</p>
    <p><a href="/raum">${m.page_answering_look_again({}, w)}</a></p>`;
}

function answered(c: HttpContext, { question }: OwnQuestion) {
  const w = inWords(c);
  return html`<p role="status">${m.page_answering_thanks({ question: local(question.text, w.locale) }, w)}</p>
    <p><a class="k-btn" href="/raum?aendern">${m.page_answering_change({}, w)}</a></p>`;
}
