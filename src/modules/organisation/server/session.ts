import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { RequestContext } from '#platform/http/context';
import { sessionCookie } from '#platform/http/cookies';
import { changePassword, closeSession, signIn } from '#platform/sign-in/sessions';
import type { organisationContract as contract } from '../contract.ts';

/** Who is signed in; functions grouped by town. */
export async function showSession(context: RequestContext): Promise<RouteOutput<typeof contract.session>> {
  const { user, memberships } = context.signedIn ?? refuse('unauthorized', 'sign_in_first');
  const slugs = [...new Set(memberships.map((m) => m.slug))];
  const towns = slugs.map((slug) => {
    const held = memberships.filter((m) => m.slug === slug);
    return { slug, name: held[0]?.town ?? slug, functions: [...new Set(held.map((m) => m.function))] };
  });
  return { user, towns };
}

/** Opens a session and hands its cookie to the browser. */
export async function startSession(
  context: RequestContext,
  input: RouteInput<typeof contract.signIn>,
): Promise<{ done: true }> {
  const token = await signIn(context.ground, input.login, input.password, context.address);
  context.answer.append('set-cookie', sessionCookie(token, context.secureCookies));
  return { done: true };
}

export async function endSession(context: RequestContext): Promise<{ done: true }> {
  if (context.sessionToken) await closeSession(context.ground, context.sessionToken);
  context.answer.append('set-cookie', sessionCookie(null, context.secureCookies));
  return { done: true };
}

/** Only from a session, never by a bearer token; a wrong old password counts as a failed sign-in. */
export async function changeOwnPassword(
  context: RequestContext,
  input: RouteInput<typeof contract.changePassword>,
): Promise<{ done: true }> {
  const { signedIn, sessionToken } = context;
  if (signedIn?.via !== 'session' || !sessionToken) refuse('unauthorized', 'sign_in_first');
  await changePassword(context.ground, signedIn.user, sessionToken, input, context.address);
  return { done: true };
}
