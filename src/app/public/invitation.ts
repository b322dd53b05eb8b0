import { html } from 'hono/html';
import { Refusal } from '#kernel/refuse';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { keepOpened } from '#platform/http/cookies';
import { asRefusal, problemBody, statusOf } from '#platform/http/errors';
import { acceptInvitation, type Offer, readInvitation } from '#platform/sign-in/invitations';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { type Fault, faultSummary, field } from './page.ts';
import { formOf, inWords, type Show, type ShownStatus } from './show.ts';

interface Trouble {
  text: string | null;
  faults: readonly Fault[];
  status: ShownStatus;
}
const NONE: Trouble = { text: null, faults: [], status: 200 };

/** Whoever holds the link of an invitation joins the town; a new login chooses a password, a known one signs in first. */
export function invitationRoutes(app: HttpApp, ground: Ground, show: Show): void {
  const page = async (c: HttpContext, token: string, trouble: Trouble) => {
    const title = m.page_invitation({}, inWords(c));
    const offer = await readInvitation(ground, token);
    if (!offer) return show(c, title, ended(c), 404);
    return show(c, title, invitation(c, token, offer, trouble), trouble.status);
  };
  app.get('/einladung/:token', (c) => page(c, c.req.param('token'), NONE));
  app.post('/einladung/:token', async (c) => {
    const form = await formOf(c);
    const token = c.req.param('token');
    const { answer, browser, secureCookies, signedIn } = c.get('asked');
    try {
      const who = signedIn?.via === 'session' ? signedIn.user : null;
      const opened = await acceptInvitation(ground, token, form.password ?? null, who, browser);
      if (opened) keepOpened(answer, opened, secureCookies);
      return c.redirect('/', 303);
    } catch (error) {
      const refusal = asRefusal(error);
      const { text, fields } = problemBody(refusal, inWords(c).locale);
      return page(c, token, { text, faults: fields, status: statusOf(refusal) as ShownStatus });
    }
  });
}

function ended(c: HttpContext) {
  const w = inWords(c);
  const { text } = problemBody(new Refusal('not_found', 'invitation_ended'), w.locale);
  return html`${faultSummary(text, [], w.locale)}<p><a href="/anmelden">${m.page_back({}, w)}</a></p>`;
}

/** The link proves that somebody was invited, not that they own the account of that name. */
function invitation(c: HttpContext, token: string, offer: Offer, trouble: Trouble) {
  const w = inWords(c);
  const { signedIn } = c.get('asked');
  const owner = signedIn?.user.login.toLowerCase() === offer.login.toLowerCase();
  return html`<p>${m.page_invitation_lead({ name: offer.name, town: offer.town, login: offer.login }, w)}</p>
    ${faultSummary(trouble.text, trouble.faults, w.locale)}
    ${offer.known && !owner ? signInFirst(c, token, offer.login) : invitationForm(c, token, offer, trouble.faults)}`;
}

function signInFirst(c: HttpContext, token: string, login: string) {
  const w = inWords(c);
  const href = `/anmelden?weiter=${encodeURIComponent(`/einladung/${token}`)}`;
  return html`<p>${m.page_invitation_sign_in({ login }, w)}</p>
    <p><a class="k-btn" data-kind="primary" href="${href}">${m.page_invitation_sign_in_button({ login }, w)}</a></p>`;
}

function invitationForm(c: HttpContext, token: string, offer: Offer, faults: readonly Fault[]) {
  const w = inWords(c);
  const password = field({
    name: 'password',
    label: m.page_setup_password({}, w),
    type: 'password',
    help: m.page_setup_password_help({}, w),
    autocomplete: 'new-password',
    faults,
  });
  return html`<form method="post" action="/einladung/${token}">
      ${offer.known ? html`<p>${m.page_invitation_known({}, w)}</p>` : password}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_invitation_button({}, w)}</button>
    </form>`;
}
