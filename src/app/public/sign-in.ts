import { html } from 'hono/html';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { sessionCookie } from '#platform/http/cookies';
import { asRefusal, problemBody, statusOf } from '#platform/http/errors';
import { needsSetup, signIn } from '#platform/sign-in/sessions';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { faultSummary, field } from './page.ts';
import { formOf, inWords, type Show } from './show.ts';

/** Signing in with login and password; `weiter` leads to the page that was wanted. */
export function signInRoutes(app: HttpApp, ground: Ground, show: Show): void {
  app.get('/anmelden', async (c) => {
    if (await needsSetup(ground)) return c.redirect('/einrichten');
    const given = { login: '', onward: inside(c.req.query('weiter')), problem: null };
    return show(c, m.page_sign_in({}, inWords(c)), signInForm(c, given));
  });
  app.post('/anmelden', async (c) => {
    const form = await formOf(c);
    const { answer, address, secureCookies } = c.get('asked');
    const onward = inside(form.weiter);
    try {
      const token = await signIn(ground, form.login ?? '', form.password ?? '', address);
      answer.append('set-cookie', sessionCookie(token, secureCookies));
      return c.redirect(onward || '/', 303);
    } catch (error) {
      const refusal = asRefusal(error);
      const problem = problemBody(refusal, inWords(c).locale).text;
      const given = { login: form.login ?? '', onward, problem };
      return show(c, m.page_sign_in({}, inWords(c)), signInForm(c, given), statusOf(refusal) as 401);
    }
  });
}

function signInForm(c: HttpContext, given: { login: string; onward: string; problem: string | null }) {
  const w = inWords(c);
  return html`
    <p>${m.page_sign_in_lead({}, w)}</p>
    ${faultSummary(given.problem, [], w.locale)}
    <form method="post" action="/anmelden">
      <input type="hidden" name="weiter" value="${given.onward}" />
      ${field({ name: 'login', label: m.page_login({}, w), value: given.login, autocomplete: 'username', faults: [] })}
      ${field({ name: 'password', label: m.page_password({}, w), type: 'password', autocomplete: 'current-password', faults: [] })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_sign_in_button({}, w)}</button>
    </form>`;
}

/** Only addresses of ours are followed after sign-in. */
const inside = (wish: string | undefined): string =>
  wish && /^\/t\/[^\\]*$/.test(wish) && !wish.includes('//') ? wish : '';
