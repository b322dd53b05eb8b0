import { html } from 'hono/html';
import { refuse } from '#kernel/refuse';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { keepOpened, keepStep, readKept } from '#platform/http/cookies';
import { asRefusal, problemBody, refusalHeaders, statusOf } from '#platform/http/errors';
import { needsSetup } from '#platform/sign-in/set-up';
import { finishSignIn, readStep, signIn } from '#platform/sign-in/sign-in';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { type Fault, faultSummary, field } from './page.ts';
import { formOf, inWords, type Show, type ShownStatus } from './show.ts';

interface Given {
  onward: string;
  login?: string;
  problem?: string | null;
  faults?: readonly Fault[];
}

/** Signing in with login and password, and a code where a second factor is on; `weiter` leads to the page that was wanted. */
export function signInRoutes(app: HttpApp, ground: Ground, show: Show): void {
  app.get('/anmelden', async (c) => {
    if (await needsSetup(ground)) return c.redirect('/einrichten');
    return show(c, m.page_sign_in({}, inWords(c)), signInForm(c, { onward: inside(c.req.query('weiter')) }));
  });
  app.post('/anmelden', async (c) => {
    const { login = '', password = '', weiter } = await formOf(c);
    const { answer, browser, address, secureCookies } = c.get('asked');
    const onward = inside(weiter);
    try {
      if (login.length > 200) refuse('unauthorized', 'wrong_credentials');
      const result = await signIn(ground, { login, password }, browser, address);
      if ('step' in result) {
        keepStep(answer, result.step, secureCookies);
        return c.redirect(`/anmelden/code${onward ? `?weiter=${encodeURIComponent(onward)}` : ''}`, 303);
      }
      keepOpened(answer, result.opened, secureCookies);
      return c.redirect(onward || '/', 303);
    } catch (error) {
      const { problem, status } = troubleOf(c, error);
      return show(c, m.page_sign_in({}, inWords(c)), signInForm(c, { login, onward, problem }), status);
    }
  });
  codeRoutes(app, ground, show);
}

/** The second half of signing in, for who has a second factor. */
function codeRoutes(app: HttpApp, ground: Ground, show: Show): void {
  app.get('/anmelden/code', async (c) => {
    const step = readKept(c, 'step', c.get('asked').secureCookies);
    if (!step || !(await readStep(ground, step))) return c.redirect('/anmelden');
    return show(c, m.page_code({}, inWords(c)), codeForm(c, { onward: inside(c.req.query('weiter')) }));
  });
  app.post('/anmelden/code', async (c) => {
    const { code = '', weiter } = await formOf(c);
    const { answer, browser, address, secureCookies } = c.get('asked');
    const step = readKept(c, 'step', secureCookies);
    const onward = inside(weiter);
    try {
      if (!step) refuse('unauthorized', 'sign_in_again');
      keepOpened(
        answer,
        await finishSignIn(ground, step, code.slice(0, 40), browser, address),
        secureCookies,
      );
      return c.redirect(onward || '/', 303);
    } catch (error) {
      const { problem, faults, status } = troubleOf(c, error);
      return show(c, m.page_code({}, inWords(c)), codeForm(c, { onward, problem, faults }), status);
    }
  });
}

function troubleOf(c: HttpContext, error: unknown) {
  const refusal = asRefusal(error);
  for (const [name, value] of refusalHeaders(refusal)) c.header(name, value);
  const { text, fields } = problemBody(refusal, inWords(c).locale);
  return { problem: text, faults: fields, status: statusOf(refusal) as ShownStatus };
}

function signInForm(c: HttpContext, { login = '', onward, problem = null }: Given) {
  const w = inWords(c);
  return html`
    <p>${m.page_sign_in_lead({}, w)}</p>
    ${faultSummary(problem, [], w.locale)}
    <form method="post" action="/anmelden">
      <input type="hidden" name="weiter" value="${onward}" />
      ${field({ name: 'login', label: m.page_login({}, w), value: login, autocomplete: 'username', faults: [] })}
      ${field({ name: 'password', label: m.page_password({}, w), type: 'password', autocomplete: 'current-password', faults: [] })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_sign_in_button({}, w)}</button>
    </form>`;
}

function codeForm(c: HttpContext, { onward, problem = null, faults = [] }: Given) {
  const w = inWords(c);
  return html`
    <p>${m.page_code_lead({}, w)}</p>
    ${faultSummary(problem, [], w.locale)}
    <form method="post" action="/anmelden/code">
      <input type="hidden" name="weiter" value="${onward}" />
      ${field({ name: 'code', label: m.page_code_label({}, w), help: m.page_code_help({}, w), autocomplete: 'one-time-code', faults })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_sign_in_button({}, w)}</button>
    </form>
    <p><a href="/anmelden">${m.page_back({}, w)}</a></p>`;
}

/** Only addresses of ours are followed after sign-in. */
const inside = (wish: string | undefined): string =>
  wish && /^\/((t|einladung)\/[^\\]*|rundgang)$/.test(wish) && !wish.includes('//') ? wish : '';
