import { serveStatic } from '@hono/node-server/serve-static';
import { html } from 'hono/html';
import { READERS } from '#kernel/functions';
import { STATES } from '#kernel/holidays';
import { Refusal } from '#kernel/refuse';
import { makeResultsReport } from '#modules/reports';
import { openApiDocument, routeLines } from '#platform/http/api';
import { actorIn } from '#platform/http/bind';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { localeCookie, readLook, sessionCookie } from '#platform/http/cookies';
import { asRefusal, type Locale, problemBody, statusOf } from '#platform/http/errors';
import { contentSecurityPolicy } from '#platform/http/headers';
import { acceptInvitation, needsSetup, readInvitation, setUp, signIn } from '#platform/sign-in/sessions';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { readBundle, web } from './bundle.ts';
import { openDrawing, styleSources } from './drawing.ts';
import { type AskApi, asDataBlock, firstAnswers } from './first-answers.ts';
import { handbookRoutes } from './handbook.ts';
import { type Fault, faultSummary, field, publicPage } from './public-page.ts';
import { routes } from './routes.ts';

/** Pages outside the API: set-up, sign-in, invitation, reference, and the application itself. */
export function webRoutes(app: HttpApp, ground: Ground, version: string, api: AskApi): void {
  const bundle = readBundle();
  const draw = openDrawing();
  const show = (
    c: HttpContext,
    title: string,
    body: Parameters<typeof publicPage>[0]['body'],
    status: 200 | 401 | 404 | 409 | 422 | 429 = 200,
  ) => c.html(publicPage({ title, locale: c.get('asked').locale, styles: bundle.styles, body }), status);
  const w = (c: HttpContext) => ({ locale: c.get('asked').locale });

  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.status === 200) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use('/assets/*', serveStatic({ root: web }));
  app.get('/icon.svg', serveStatic({ root: web }));

  app.get('/', async (c) => {
    if (await needsSetup(ground)) return c.redirect('/einrichten');
    const first = c.get('asked').signedIn?.memberships[0];
    return c.redirect(first ? `/t/${first.slug}` : '/anmelden');
  });
  app.get('/sprache/:locale', (c) => {
    const locale: Locale = c.req.param('locale') === 'en' ? 'en' : 'de';
    c.get('asked').answer.append('set-cookie', localeCookie(locale, c.get('asked').secureCookies));
    return c.redirect('/');
  });

  // --- sign-in
  const signInForm = (c: HttpContext, login: string, onward: string, problem: string | null) => html`
    <p>${m.page_sign_in_lead({}, w(c))}</p>
    ${faultSummary(problem, [], w(c).locale)}
    <form method="post" action="/anmelden">
      <input type="hidden" name="weiter" value="${onward}" />
      ${field({ name: 'login', label: m.page_login({}, w(c)), value: login, autocomplete: 'username', faults: [] })}
      ${field({ name: 'password', label: m.page_password({}, w(c)), type: 'password', autocomplete: 'current-password', faults: [] })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_sign_in_button({}, w(c))}</button>
    </form>`;
  app.get('/anmelden', async (c) => {
    if (await needsSetup(ground)) return c.redirect('/einrichten');
    return show(c, m.page_sign_in({}, w(c)), signInForm(c, '', inside(c.req.query('weiter')), null));
  });
  app.post('/anmelden', async (c) => {
    const form = await formOf(c);
    const onward = inside(form.weiter);
    try {
      const token = await signIn(ground, form.login ?? '', form.password ?? '', c.get('asked').address);
      c.get('asked').answer.append('set-cookie', sessionCookie(token, c.get('asked').secureCookies));
      return c.redirect(onward || '/', 303);
    } catch (error) {
      const refusal = asRefusal(error);
      return show(
        c,
        m.page_sign_in({}, w(c)),
        signInForm(c, form.login ?? '', onward, problemBody(refusal, w(c).locale).text),
        statusOf(refusal) as 401,
      );
    }
  });

  // --- first start
  const setupForm = (
    c: HttpContext,
    given: Record<string, string>,
    text: string | null,
    faults: readonly Fault[],
  ) => html`
    <p>${m.page_setup_lead({}, w(c))}</p>
    ${faultSummary(text, faults, w(c).locale)}
    <form method="post" action="/einrichten">
      ${field({ name: 'townName', label: m.page_setup_town({}, w(c)), value: given.townName ?? '', faults })}
      ${field({ name: 'townSlug', label: m.page_setup_slug({}, w(c)), help: m.page_setup_slug_help({}, w(c)), value: given.townSlug ?? '', faults })}
      <div class="k-field">
        <label for="state">${m.page_setup_state({}, w(c))}</label>
        <select class="k-input" id="state" name="state">
          ${STATES.map((state) => html`<option ${(given.state ?? 'BW') === state ? 'selected' : ''} value="${state}">${state}</option>`)}
        </select>
      </div>
      ${field({ name: 'name', label: m.page_setup_name({}, w(c)), value: given.name ?? '', autocomplete: 'name', faults })}
      ${field({ name: 'login', label: m.page_setup_login({}, w(c)), value: given.login ?? '', autocomplete: 'username', faults })}
      ${field({ name: 'password', label: m.page_setup_password({}, w(c)), type: 'password', help: m.page_setup_password_help({}, w(c)), autocomplete: 'new-password', faults })}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_setup_button({}, w(c))}</button>
    </form>`;
  app.get('/einrichten', async (c) => {
    if (!(await needsSetup(ground))) return c.redirect('/anmelden');
    return show(c, m.page_setup({}, w(c)), setupForm(c, {}, null, []));
  });
  app.post('/einrichten', async (c) => {
    const form = await formOf(c);
    try {
      checkSetup(form);
      const token = await setUp(ground, {
        townName: form.townName?.trim() ?? '',
        townSlug: form.townSlug ?? '',
        state: form.state ?? 'BW',
        name: form.name?.trim() ?? '',
        login: form.login?.trim() ?? '',
        password: form.password ?? '',
      });
      c.get('asked').answer.append('set-cookie', sessionCookie(token, c.get('asked').secureCookies));
      return c.redirect(`/t/${form.townSlug}`, 303);
    } catch (error) {
      const refusal = asRefusal(error);
      const body = problemBody(refusal, w(c).locale);
      return show(
        c,
        m.page_setup({}, w(c)),
        setupForm(c, form, body.text, body.fields),
        statusOf(refusal) as 422,
      );
    }
  });

  // --- invitation
  const invitation = async (c: HttpContext, token: string, faults: readonly Fault[], text: string | null) => {
    const offer = await readInvitation(ground, token);
    if (!offer) {
      const body = problemBody(new Refusal('not_found', 'invitation_ended'), w(c).locale);
      return show(
        c,
        m.page_invitation({}, w(c)),
        html`${faultSummary(body.text, [], w(c).locale)}<p><a href="/anmelden">${m.page_back({}, w(c))}</a></p>`,
        404,
      );
    }
    return show(
      c,
      m.page_invitation({}, w(c)),
      html`<p>${m.page_invitation_lead({ name: offer.name, town: offer.town, login: offer.login }, w(c))}</p>
        ${faultSummary(text, faults, w(c).locale)}
        <form method="post" action="/einladung/${token}">
          ${
            offer.known
              ? html`<p>${m.page_invitation_known({}, w(c))}</p>`
              : field({
                  name: 'password',
                  label: m.page_setup_password({}, w(c)),
                  type: 'password',
                  help: m.page_setup_password_help({}, w(c)),
                  autocomplete: 'new-password',
                  faults,
                })
          }
          <button class="k-btn" data-kind="primary" type="submit">${m.page_invitation_button({}, w(c))}</button>
        </form>`,
      faults.length > 0 ? 422 : 200,
    );
  };
  app.get('/einladung/:token', (c) => invitation(c, c.req.param('token'), [], null));
  app.post('/einladung/:token', async (c) => {
    const form = await formOf(c);
    const token = c.req.param('token');
    try {
      const { session } = await acceptInvitation(ground, token, form.password ?? null);
      if (session)
        c.get('asked').answer.append('set-cookie', sessionCookie(session, c.get('asked').secureCookies));
      return c.redirect('/', 303);
    } catch (error) {
      const body = problemBody(asRefusal(error), w(c).locale);
      return invitation(c, token, body.fields, body.text);
    }
  });

  // --- reference of the interface
  let document: object | undefined;
  app.get('/api/v1/openapi.json', async (c) => {
    document ??= await openApiDocument(routes, version);
    return c.json(document);
  });
  app.get('/api/v1/reference', (c) => {
    const lines = routeLines(routes);
    const tags = [...new Set(lines.map((line) => line.tag))].sort();
    return show(
      c,
      m.page_reference({}, w(c)),
      html`<p>${m.page_reference_lead({}, w(c))}</p>
        <p><a href="/api/v1/openapi.json">openapi.json</a></p>
        ${tags.map(
          (tag) => html`<h2>${tag}</h2>
            <dl>
              ${lines
                .filter((line) => line.tag === tag)
                .map(
                  (line) => html`<dt><code>${line.method} ${line.path}</code></dt>
                    <dd>${line.summary[w(c).locale]}. ${m.page_reference_who({}, w(c))}: ${
                      line.may === 'public'
                        ? m.page_reference_public({}, w(c))
                        : line.may === 'signed_in'
                          ? m.page_reference_signed_in({}, w(c))
                          : line.may.join(', ')
                    }</dd>`,
                )}
            </dl>`,
        )}`,
    );
  });

  app.get('/api/v1/towns/:town/reports/results.pdf', async (c) => {
    const actor = actorIn(c.get('asked'), c.req.param('town'), { may: READERS }, false);
    const pdf = await makeResultsReport(ground, actor);
    c.header('content-type', 'application/pdf');
    c.header('content-disposition', `attachment; filename="ergebnisbericht-${actor.townSlug}.pdf"`);
    return c.body(pdf as Uint8Array<ArrayBuffer>);
  });

  handbookRoutes(app, show);
  app.notFound((c) =>
    show(
      c,
      m.app_not_found_title({}, w(c)),
      html`<p>${m.app_not_found_text({}, w(c))}</p><p><a href="/">${m.app_to_start({}, w(c))}</a></p>`,
      404,
    ),
  );

  // --- the application
  app.get('/t/*', async (c) => {
    const asked = c.get('asked');
    const url = new URL(c.req.url);
    if (!asked.signedIn)
      return c.redirect(`/anmelden?weiter=${encodeURIComponent(url.pathname + url.search)}`);
    const { answers, whole } = await firstAnswers(url, asked, api);
    const href = url.pathname + url.search;
    const drawn = whole ? await draw({ href, locale: asked.locale, answers }) : '';
    c.header('content-security-policy', contentSecurityPolicy(styleSources(drawn)));
    return c.html(
      bundle.page({
        path: url.pathname,
        locale: asked.locale,
        look: readLook(c),
        drawn,
        data: asDataBlock(answers),
      }),
    );
  });
}

async function formOf(c: HttpContext): Promise<Record<string, string>> {
  const parsed = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** Only addresses of ours are followed after sign-in. */
const inside = (wish: string | undefined): string =>
  wish && /^\/t\/[^\\]*$/.test(wish) && !wish.includes('//') ? wish : '';

function checkSetup(form: Record<string, string>): void {
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
