import { html } from 'hono/html';
import { Refusal } from '#kernel/refuse';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { sessionCookie } from '#platform/http/cookies';
import { asRefusal, problemBody } from '#platform/http/errors';
import { acceptInvitation, readInvitation } from '#platform/sign-in/sessions';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { type Fault, faultSummary, field } from './page.ts';
import { formOf, inWords, type Show } from './show.ts';

type Offer = NonNullable<Awaited<ReturnType<typeof readInvitation>>>;
interface Trouble {
  text: string | null;
  faults: readonly Fault[];
}

/** Whoever holds the link of an invitation joins the town; who has no account yet chooses a password. */
export function invitationRoutes(app: HttpApp, ground: Ground, show: Show): void {
  const page = async (c: HttpContext, token: string, trouble: Trouble) => {
    const title = m.page_invitation({}, inWords(c));
    const offer = await readInvitation(ground, token);
    if (!offer) return show(c, title, ended(c), 404);
    return show(c, title, invitationForm(c, token, offer, trouble), trouble.faults.length > 0 ? 422 : 200);
  };
  app.get('/einladung/:token', (c) => page(c, c.req.param('token'), { text: null, faults: [] }));
  app.post('/einladung/:token', async (c) => {
    const form = await formOf(c);
    const token = c.req.param('token');
    try {
      const { session } = await acceptInvitation(ground, token, form.password ?? null);
      if (session)
        c.get('asked').answer.append('set-cookie', sessionCookie(session, c.get('asked').secureCookies));
      return c.redirect('/', 303);
    } catch (error) {
      const { text, fields } = problemBody(asRefusal(error), inWords(c).locale);
      return page(c, token, { text, faults: fields });
    }
  });
}

function ended(c: HttpContext) {
  const w = inWords(c);
  const { text } = problemBody(new Refusal('not_found', 'invitation_ended'), w.locale);
  return html`${faultSummary(text, [], w.locale)}<p><a href="/anmelden">${m.page_back({}, w)}</a></p>`;
}

function invitationForm(c: HttpContext, token: string, offer: Offer, { text, faults }: Trouble) {
  const w = inWords(c);
  const password = field({
    name: 'password',
    label: m.page_setup_password({}, w),
    type: 'password',
    help: m.page_setup_password_help({}, w),
    autocomplete: 'new-password',
    faults,
  });
  return html`<p>${m.page_invitation_lead({ name: offer.name, town: offer.town, login: offer.login }, w)}</p>
    ${faultSummary(text, faults, w.locale)}
    <form method="post" action="/einladung/${token}">
      ${offer.known ? html`<p>${m.page_invitation_known({}, w)}</p>` : password}
      <button class="k-btn" data-kind="primary" type="submit">${m.page_invitation_button({}, w)}</button>
    </form>`;
}
