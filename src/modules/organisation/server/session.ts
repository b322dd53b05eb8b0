import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { RequestContext } from '#platform/http/context';
import { dropSession, keepOpened } from '#platform/http/cookies';
import { toView } from '#platform/records';
import { confirmFactor, dropFactor, factorState, prepareFactor } from '#platform/sign-in/second-factor';
import { closeSession, endOtherSessions, endSessionOf, listSessions } from '#platform/sign-in/sessions';
import { changePassword, confirmPassword, signIn } from '#platform/sign-in/sign-in';
import type { organisationContract as contract } from '../contract.ts';

/** Who is signed in; functions grouped by town. */
export async function showSession(context: RequestContext): Promise<RouteOutput<typeof contract.session>> {
  const { user, memberships } = context.signedIn ?? refuse('unauthorized', 'sign_in_first');
  const slugs = [...new Set(memberships.map((m) => m.slug))];
  const towns = slugs.map((slug) => {
    const held = memberships.filter((m) => m.slug === slug);
    const functions = (owes: boolean) => [
      ...new Set(held.filter((m) => m.owesFactor === owes).map((m) => m.function)),
    ];
    return { slug, name: held[0]?.town ?? slug, functions: functions(false), owingFactor: functions(true) };
  });
  return { user, towns };
}

/** Opens a session and hands its cookie to the browser. Refuses `code_needed` when a second factor asks for its code. */
export async function startSession(
  { ground, browser, address, answer, secureCookies }: RequestContext,
  input: RouteInput<typeof contract.signIn>,
): Promise<{ done: true }> {
  const result = await signIn(ground, input, browser, address);
  if ('step' in result) refuse('unauthorized', 'code_needed', [{ path: 'code', code: 'required' }]);
  keepOpened(answer, result.opened, secureCookies);
  return { done: true };
}

export async function endSession(
  context: RequestContext,
  { keepUnsent }: RouteInput<typeof contract.signOut>,
): Promise<{ done: true }> {
  if (context.browser.session) await closeSession(context.ground, context.browser.session);
  dropSession(context.answer, context.secureCookies, keepUnsent ? 'unsent' : 'nothing');
  return { done: true };
}

/** The own account is for people in a browser: a bearer token changes nothing about it. */
function ownSession({ signedIn, browser }: RequestContext) {
  if (signedIn?.via !== 'session' || !browser.session) refuse('unauthorized', 'sign_in_first');
  const towns = signedIn.memberships.flatMap(({ town, slug }) => [town, slug]);
  return { user: signedIn.user, session: browser.session, towns: [...new Set(towns)] };
}

/** A wrong old password counts as a failed sign-in. */
export async function changeOwnPassword(
  context: RequestContext,
  input: RouteInput<typeof contract.changePassword>,
): Promise<{ done: true }> {
  const { user, session, towns } = ownSession(context);
  await changePassword(
    context.ground,
    { ...user, towns },
    input,
    { ...context.browser, session },
    context.address,
  );
  return { done: true };
}

/** Second factor and sessions of whoever asks. */
export async function showAccount(context: RequestContext): Promise<RouteOutput<typeof contract.account>> {
  const { user, session } = ownSession(context);
  const rows = await listSessions(context.ground, user.id, session);
  return {
    secondFactor: await factorState(context.ground, user.id),
    sessions: rows.map((row) => toView({ ...row })),
  };
}

export async function endOwnSession(
  context: RequestContext,
  input: RouteInput<typeof contract.endSession>,
): Promise<{ done: true }> {
  await endSessionOf(context.ground, ownSession(context).user.id, input.id);
  return { done: true };
}

export async function endOwnOtherSessions(context: RequestContext): Promise<{ ended: number }> {
  const { user, session } = ownSession(context);
  return { ended: await endOtherSessions(context.ground, user.id, session) };
}

/** Asks for the password again: a session left open must not lock its owner out. */
export async function prepareOwnFactor(
  context: RequestContext,
  input: RouteInput<typeof contract.prepareSecondFactor>,
): Promise<RouteOutput<typeof contract.prepareSecondFactor>> {
  const { user } = ownSession(context);
  await confirmPassword(context.ground, user, input.password, context.browser, context.address, 'password');
  return prepareFactor(context.ground, user);
}

/** Other sessions end: they were opened with one factor. */
export async function confirmOwnFactor(
  context: RequestContext,
  input: RouteInput<typeof contract.confirmSecondFactor>,
): Promise<RouteOutput<typeof contract.confirmSecondFactor>> {
  const { user, session } = ownSession(context);
  const recoveryCodes = await confirmFactor(context.ground, user.id, input.code);
  await endOtherSessions(context.ground, user.id, session);
  return { recoveryCodes };
}

export async function dropOwnFactor(
  context: RequestContext,
  input: RouteInput<typeof contract.dropSecondFactor>,
): Promise<{ done: true }> {
  const { user } = ownSession(context);
  await confirmPassword(context.ground, user, input.password, context.browser, context.address, 'password');
  await dropFactor(context.ground, user.id);
  return { done: true };
}
