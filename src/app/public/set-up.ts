import { html } from 'hono/html';
import { STATE_NAMES, STATES } from '#kernel/holidays';
import { Refusal } from '#kernel/refuse';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { keepOpened } from '#platform/http/cookies';
import { asRefusal, problemBody, statusOf } from '#platform/http/errors';
import { needsSetup, setUp } from '#platform/sign-in/set-up';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { type Fault, faultSummary, field } from './page.ts';
import { formOf, inWords, type Show, type ShownStatus } from './show.ts';

type Form = Record<string, string>;

/** The first start: one town and its administrator; afterwards the page is gone. */
export function setUpRoutes(app: HttpApp, ground: Ground, show: Show): void {
  app.get('/einrichten', async (c) => {
    if (!(await needsSetup(ground))) return c.redirect('/anmelden');
    return show(c, m.page_setup({}, inWords(c)), setUpForm(c, {}, null, []));
  });
  app.post('/einrichten', async (c) => {
    const form = await formOf(c);
    try {
      checkSetUp(form);
      const { answer, browser, secureCookies } = c.get('asked');
      const wanted = {
        townName: form.townName?.trim() ?? '',
        townSlug: form.townSlug ?? '',
        state: form.state ?? 'BW',
        name: form.name?.trim() ?? '',
        login: form.login?.trim() ?? '',
        password: form.password ?? '',
      };
      keepOpened(answer, await setUp(ground, wanted, browser), secureCookies);
      return c.redirect(`/t/${form.townSlug}`, 303);
    } catch (error) {
      const refusal = asRefusal(error);
      const { text, fields } = problemBody(refusal, inWords(c).locale);
      return show(
        c,
        m.page_setup({}, inWords(c)),
        setUpForm(c, form, text, fields),
        statusOf(refusal) as ShownStatus,
      );
    }
  });
}

function setUpForm(c: HttpContext, given: Form, text: string | null, faults: readonly Fault[]) {
  const w = inWords(c);
  return html`
    <p>${m.page_setup_lead({}, w)}</p>
    ${faultSummary(text, faults, w.locale, {
      townName: m.page_setup_town({}, w),
      townSlug: m.page_setup_slug({}, w),
      name: m.page_setup_name({}, w),
      login: m.page_setup_login({}, w),
      password: m.page_setup_password({}, w),
    })}
    <form method="post" action="/einrichten" novalidate>
      ${field({ name: 'townName', label: m.page_setup_town({}, w), value: given.townName ?? '', faults })}
      ${field({ name: 'townSlug', label: m.page_setup_slug({}, w), help: m.page_setup_slug_help({}, w), value: given.townSlug ?? '', faults })}
      <div class="k-field">
        <label for="state">${m.page_setup_state({}, w)}</label>
        <select class="k-input" id="state" name="state">
          ${STATES.map((state) => html`<option ${(given.state ?? 'BW') === state ? 'selected' : ''} value="${state}">${STATE_NAMES[state]}</option>`)}
        </select>
      </div>
      ${field({ name: 'name', label: m.page_setup_name({}, w), value: given.name ?? '', autocomplete: 'name', faults })}
      ${field({ name: 'login', label: m.page_setup_login({}, w), value: given.login ?? '', autocomplete: 'username', faults })}
      ${field({ name: 'password', label: m.page_setup_password({}, w), type: 'password', help: m.page_setup_password_help({}, w), autocomplete: 'new-password', faults })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_setup_button({}, w)}</button>
    </form>`;
}

function checkSetUp(form: Form): void {
  const faults: { path: string; code: string }[] = (
    ['townName', 'townSlug', 'name', 'login', 'password'] as const
  )
    .filter((path) => !form[path]?.trim())
    .map((path) => ({ path, code: 'required' }));
  if (form.townSlug && !/^[a-z0-9][a-z0-9-]{1,62}$/.test(form.townSlug))
    faults.push({ path: 'townSlug', code: 'not_allowed' });
  if (!(STATES as readonly string[]).includes(form.state ?? ''))
    faults.push({ path: 'state', code: 'not_allowed' });
  if (faults.length > 0) throw new Refusal('invalid', 'invalid_input', faults);
}
