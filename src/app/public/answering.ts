import { html } from 'hono/html';
import {
  answerWithoutAccount,
  type GivenAnswer,
  type OwnQuestion,
  plainCode,
  readOwnQuestions,
} from '#modules/assessment';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { keepRoom, readKept } from '#platform/http/cookies';
import type { Locale } from '#platform/http/errors';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { faultSummary, field, type PublicPage } from './page.ts';
import { formOf, inWords, type Show } from './show.ts';
import { NO_TROUBLE, type Trouble, troubled } from './trouble.ts';

type Body = PublicPage['body'];

const codeOf = (c: HttpContext): string | null => readKept(c, 'room', c.get('asked').secureCookies);
const WAIT_SECONDS = 4;

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
        codeForm(c, code ? m.page_answering_code_ended({}, w) : trouble.text),
        code ? 404 : trouble.status,
      );
    const [shown] = own.questions;
    const refresh = (body: Body) => show(c, m.page_answering_room({}, w), body, 200, WAIT_SECONDS);
    if (!shown) return refresh(waiting(c, own));
    // Answered: whoever leads the interview turns the page.
    const again = c.req.query('aendern') !== undefined;
    if (shown.answer && trouble.text === null && !again) return refresh(answered(c, shown));
    return show(c, own.title, questionForm(c, '/raum/antwort', shown, trouble), trouble.status);
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
    const form = await formOf(c);
    const trouble = await take(c, ground, codeOf(c) ?? '', form);
    return trouble ? room(c, trouble) : c.redirect('/raum', 303);
  });
}

function linkRoutes(app: HttpApp, ground: Ground, show: Show): void {
  const page = async (c: HttpContext, token: string, trouble: Trouble): Promise<Response> => {
    const w = inWords(c);
    const own = await readOwnQuestions(ground, token, w.locale);
    if (own?.way !== 'link')
      return show(c, m.page_answering_link({}, w), html`<p>${m.page_answering_link_ended({}, w)}</p>`, 404);
    const open = own.questions.filter(({ answer }) => !answer).length;
    return show(
      c,
      m.page_answering_link({}, w),
      html`<p>${m.page_answering_link_lead({ name: own.name, town: own.town, open }, w)}</p>
        ${own.questions.map((one) => questionForm(c, `/frage/${token}`, one, trouble.form.question === one.key ? trouble : NO_TROUBLE))}`,
      trouble.status,
    );
  };
  app.get('/frage/:token', (c) => page(c, c.req.param('token'), NO_TROUBLE));
  app.post('/frage/:token', async (c) => {
    const token = c.req.param('token');
    const form = await formOf(c);
    const trouble = await take(c, ground, token, form);
    return trouble
      ? page(c, token, trouble)
      : c.redirect(`/frage/${token}#${anchor(form.question ?? '')}`, 303);
  });
}

/** Keeps an answer; null when it is kept, else what is wrong with it. */
async function take(
  c: HttpContext,
  ground: Ground,
  secret: string,
  form: Record<string, string>,
): Promise<Trouble | null> {
  const { locale } = inWords(c);
  return troubled(c, form, () => answerWithoutAccount(ground, secret, givenIn(form), locale));
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

const anchor = (key: string): string => `f-${key.replace(/[^A-Za-z0-9-]/g, '-')}`;
const local = (words: { de: string; en: string }, locale: Locale): string => words[locale];

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

/** One question with its levels; what was said before is chosen. */
function questionForm(c: HttpContext, action: string, own: OwnQuestion, trouble: Trouble) {
  const w = inWords(c);
  const { question, key, answer } = own;
  const typed = trouble.form.question === key ? trouble.form : {};
  const chosen = typed.choice ?? (answer?.state === 'level' ? String(answer.level) : answer?.state);
  const id = anchor(key);
  const option = (
    value: string,
    label: string,
    help: readonly string[],
  ) => html`<label class="k-check" for="${id}-${value}">
      <input type="radio" id="${id}-${value}" name="choice" value="${value}" ${chosen === value ? 'checked' : ''} />
      <span>${label}${help.map((point) => html`<span class="k-help">${point}</span>`)}</span>
    </label>`;
  return html`<section class="k-section" id="${id}" aria-labelledby="${id}-t">
    <h2 id="${id}-t">${local(question.text, w.locale)}</h2>
    <p class="k-lead">${local(question.title, w.locale)}${own.site ? ` – ${own.site}` : ''}</p>
    ${answer && trouble.text === null ? html`<p role="status" class="k-notice" data-tone="success">${m.page_answering_kept({}, w)}</p>` : ''}
    ${faultSummary(trouble.text, trouble.faults, w.locale)}
    <form method="post" action="${action}" novalidate>
      <input type="hidden" name="question" value="${key}" />
      <fieldset class="k-field" id="level">
        <legend class="k-label">${m.page_answering_how({}, w)}</legend>
        <div class="k-choices">
        ${[0, 1, 2, 3, 4, 5].map((level) => option(String(level), `${level}`, pointsAt(question, level, w.locale)))}
        ${option('unknown', m.page_answering_unknown({}, w), [])}
        ${option('not_applicable', m.page_answering_not_applicable({}, w), [])}
        </div>
      </fieldset>
      ${textArea(`${id}-reason`, 'reason', m.page_answering_reason({}, w), typed.reason ?? answer?.reason ?? '')}
      ${textArea(`${id}-evidence`, 'evidence', m.page_answering_evidence({}, w), typed.evidence ?? answer?.evidence ?? '')}
      <button class="k-btn" data-kind="primary" type="submit">${answer ? m.page_answering_change({}, w) : m.page_answering_send({}, w)}</button>
    </form>
  </section>`;
}

const pointsAt = (question: OwnQuestion['question'], level: number, locale: Locale): string[] =>
  (question.proofPoints.find((point) => point.level === level)?.points ?? []).map((words) =>
    local(words, locale),
  );

const textArea = (id: string, name: string, label: string, value: string) => html`<div class="k-field">
    <label for="${id}">${label}</label>
    <textarea class="k-input" id="${id}" name="${name}" rows="2">${value}</textarea>
  </div>`;
