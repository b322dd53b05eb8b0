import { html, raw } from 'hono/html';
import { changedWords } from '#kernel/changed-words';
import { formatDate, type LocalDate, localDateOf } from '#kernel/dates';
import { isId } from '#kernel/ids';
import {
  ANSWERS,
  type AskedFinding,
  answerFinding,
  type ReviewSheet,
  readReviewSheet,
  severityWord,
  signReview,
} from '#modules/findings';
import type { HttpApp, HttpContext } from '#platform/http/context';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { faultSummary } from './page.ts';
import { formOf, inWords, type Show } from './show.ts';
import { NO_TROUBLE, type Trouble, troubled } from './trouble.ts';

/** Stands for the concluding form among the findings. */
const SIGNATURE = 'abschluss';
/** Where the page goes on after an answer. */
const NEXT = 'weiter';

type Given = (typeof ANSWERS)[number];
const isAnswer = (text: string): text is Given => (ANSWERS as readonly string[]).includes(text);

/** The review round for people without an account: all findings by a link, three answers each, a name at the end. */
export function reviewingRoutes(app: HttpApp, ground: Ground, show: Show): void {
  const page = async (c: HttpContext, token: string, trouble: Trouble): Promise<Response> => {
    const w = inWords(c);
    const sheet = await readReviewSheet(ground, token, w.locale);
    if (!sheet) return show(c, m.page_review_title({}, w), html`<p>${m.page_review_ended({}, w)}</p>`, 404);
    return show(c, m.page_review_title({}, w), sheetBody(c, token, sheet, trouble), trouble.status);
  };
  app.get('/rueckblick/:token', (c) => page(c, c.req.param('token'), NO_TROUBLE));
  app.post('/rueckblick/:token', async (c) => {
    const token = c.req.param('token');
    const form = await formOf(c);
    const { finding = '' } = form;
    const trouble = isId(finding) ? await take(c, ground, token, form) : unknownFinding(c, form);
    if (trouble) return page(c, token, trouble);
    return c.redirect(`/rueckblick/${token}?gespeichert=${finding}#${NEXT}`, 303);
  });
  app.post('/rueckblick/:token/abschluss', async (c) => {
    const token = c.req.param('token');
    const form = { ...(await formOf(c)), finding: SIGNATURE };
    const { locale } = inWords(c);
    const trouble = await troubled(c, form, () => signReview(ground, token, remarkIn(form), locale));
    return trouble ? page(c, token, trouble) : c.redirect(`/rueckblick/${token}#${SIGNATURE}`, 303);
  });
}

const unknownFinding = (c: HttpContext, form: Record<string, string>): Trouble => ({
  text: m.page_review_gone({}, inWords(c)),
  faults: [],
  status: 404,
  form,
});

const remarkIn = (form: Record<string, string>): string => (form.remark ?? '').trim();

/** Keeps an answer; null when it is kept, else what is wrong with it. */
async function take(
  c: HttpContext,
  ground: Ground,
  token: string,
  form: Record<string, string>,
): Promise<Trouble | null> {
  const w = inWords(c);
  const { finding = '', answer = '', comment = '' } = form;
  if (!isAnswer(answer)) return { text: m.page_review_choose({}, w), faults: [], status: 422, form };
  const given = { findingId: finding, answer, comment: comment.trim() };
  return troubled(c, form, () => answerFinding(ground, token, given, w.locale));
}

const anchor = (id: string): string => `f-${id}`;

function sheetBody(c: HttpContext, token: string, sheet: ReviewSheet, trouble: Trouble) {
  const w = inWords(c);
  const all = sheet.findings.length;
  if (all === 0) return html`<p>${m.page_review_none({}, w)}</p>`;
  const open = sheet.findings.filter(({ state }) => state !== 'answered');
  const date = formatDate(sheet.dueOn as LocalDate, w.locale);
  const known = [SIGNATURE, ...sheet.findings.map(({ id }) => id)].includes(trouble.form.finding ?? '');
  const shown = trouble.form.finding ?? nextOpen(c, sheet)?.id ?? SIGNATURE;
  const troubleOf = (id: string) => (trouble.form.finding === id ? trouble : NO_TROUBLE);
  return html`<p class="k-lead">${m.page_review_lead({ name: sheet.name, town: sheet.town, count: all, date }, w)}</p>
    ${sheet.note ? html`<p>${sheet.note}</p>` : ''}
    ${known ? '' : faultSummary(trouble.text, [], w.locale)}
    <p role="status">${kept(c, sheet, trouble)} ${m.page_review_progress({ answered: all - open.length, all }, w)}</p>
    <div class="k-review">
      ${sheet.findings.map((one) => findingForm(c, token, one, { trouble: troubleOf(one.id), open: one.id === shown }))}
    </div>
    ${signature(c, token, sheet, { open: open.length, trouble: troubleOf(SIGNATURE), next: shown === SIGNATURE })}`;
}

/** The first open finding after the one just answered, in reading order and around. */
function nextOpen(c: HttpContext, { findings }: ReviewSheet): AskedFinding | undefined {
  const from = findings.findIndex(({ id }) => id === c.req.query('gespeichert')) + 1;
  return [...findings.slice(from), ...findings.slice(0, from)].find(({ state }) => state !== 'answered');
}

function kept(c: HttpContext, { findings }: ReviewSheet, trouble: Trouble): string {
  const one = findings.find(({ id }) => id === c.req.query('gespeichert'));
  return one && trouble.text === null ? m.page_review_kept({ number: numberOf(one) }, inWords(c)) : '';
}

const numberOf = (one: AskedFinding): string => `F-${String(one.number).padStart(2, '0')}`;

const ANSWER_WORDS: Record<Given, typeof m.findings_answer_agrees> = {
  agrees: m.findings_answer_agrees,
  disagrees: m.findings_answer_disagrees,
  missing: m.findings_answer_missing,
};
interface Place {
  trouble: Trouble;
  /** The page goes on here. */
  open: boolean;
}

/** One finding with its three answers; what was said before is chosen, and a changed wording is marked. */
function findingForm(c: HttpContext, token: string, one: AskedFinding, { trouble, open }: Place) {
  const w = inWords(c);
  const { given, state } = one;
  const at = anchor(one.id);
  const standing =
    state === 'changed'
      ? m.page_review_changed_short({}, w)
      : given
        ? m.page_review_given({ answer: ANSWER_WORDS[given.answer]({}, w) }, w)
        : m.page_review_open({}, w);
  return html`<details id="${at}" ${open ? 'open' : ''}>
    <summary ${open ? raw(`id="${NEXT}"`) : ''}><h2>${numberOf(one)} ${one.title}</h2><span class="k-help">${standing}</span></summary>
    <p class="k-help">${m.findings_severity({}, w)}: ${severityWord(one.severity, w)}</p>
    ${state === 'changed' && given ? changed(c, given.statement, one.statement) : html`<p>${one.statement}</p>`}
    ${one.consequence ? html`<p>${m.findings_consequence({}, w)}: ${one.consequence}</p>` : ''}
    ${one.basis ? html`<p class="k-help">${m.page_review_basis({}, w)}: ${one.basis}</p>` : ''}
    ${answerForm(c, token, one, trouble)}
  </details>`;
}

function answerForm(c: HttpContext, token: string, { id, given, state }: AskedFinding, trouble: Trouble) {
  const w = inWords(c);
  const at = anchor(id);
  const chosen = trouble.form.answer ?? given?.answer;
  const faults = trouble.faults.map((fault) => ({ ...fault, path: `${at}-${fault.path}` }));
  return html`${faultSummary(trouble.text, faults, w.locale)}
    <form method="post" action="/rueckblick/${token}#${at}" novalidate>
      <input type="hidden" name="finding" value="${id}" />
      <fieldset class="k-field">
        <legend class="k-label">${m.page_review_answer({}, w)}</legend>
        <div class="k-choices">
          ${ANSWERS.map(
            (answer) => html`<label class="k-check" for="${at}-${answer}">
              <input type="radio" id="${at}-${answer}" name="answer" value="${answer}" ${chosen === answer ? 'checked' : ''} />
              <span>${ANSWER_WORDS[answer]({}, w)}</span></label>`,
          )}
        </div>
      </fieldset>
      <div class="k-field">
        <label for="${at}-comment">${m.page_review_comment({}, w)}</label>
        <p class="k-help" id="${at}-help">${m.page_review_comment_help({}, w)}</p>
        <textarea class="k-input" id="${at}-comment" name="comment" rows="2" maxlength="4000" aria-describedby="${at}-help"
          ${faults.length > 0 ? raw('aria-invalid="true"') : ''}>${trouble.form.comment ?? given?.comment ?? ''}</textarea>
      </div>
      <button class="k-btn" ${given && state === 'answered' ? '' : raw('data-kind="primary"')} type="submit">${given ? m.page_review_change({}, w) : m.page_review_send({}, w)}</button>
    </form>`;
}

/** What was read when the answer was given, and what stands there now. */
function changed(c: HttpContext, before: string, after: string) {
  const w = inWords(c);
  return html`<p role="status" class="k-notice" data-tone="warning">${m.page_review_changed({}, w)}</p>
    <p class="k-diff">${changedWords(before, after).map(({ text, is }) =>
      is === 'same'
        ? text
        : is === 'added'
          ? html`<ins><span class="k-hidden">${m.kit_added({}, w)}: </span>${text}</ins>`
          : html`<del><span class="k-hidden">${m.kit_removed({}, w)}: </span>${text}</del>`,
    )}</p>`;
}

interface Ending {
  /** How many findings lack an answer. */
  open: number;
  trouble: Trouble;
  /** The page goes on here. */
  next: boolean;
}

function signature(c: HttpContext, token: string, sheet: ReviewSheet, { open, trouble, next }: Ending) {
  const w = inWords(c);
  const signed = sheet.signedAt
    ? html`<p role="status" class="k-notice" data-tone="success">${m.page_review_signed({ date: formatDate(localDateOf(new Date(sheet.signedAt)), w.locale) }, w)}</p>`
    : '';
  return html`<section class="k-section" id="${SIGNATURE}" aria-labelledby="${SIGNATURE}-t">
    <h2 id="${SIGNATURE}-t">${m.page_review_sign_title({}, w)}</h2>
    ${next ? raw(`<span id="${NEXT}"></span>`) : ''}
    ${signed}
    ${faultSummary(trouble.text, trouble.faults, w.locale)}
    ${
      open > 0
        ? html`<p>${m.page_review_sign_open({ count: open }, w)}</p>`
        : html`<p>${m.page_review_sign_lead({}, w)}</p>
    <form method="post" action="/rueckblick/${token}/abschluss" novalidate>
      <div class="k-field">
        <label for="remark">${m.page_review_remark({}, w)}</label>
        <textarea class="k-input" id="remark" name="remark" rows="2" maxlength="2000">${trouble.form.remark ?? sheet.remark}</textarea>
      </div>
      <button class="k-btn" ${sheet.signedAt ? '' : raw('data-kind="primary"')} type="submit">${m.page_review_sign({}, w)}</button>
    </form>`
    }
  </section>`;
}
