import { REFUSAL_STATUS, Refusal, refuse } from '#kernel/refuse';
import { turns } from '#kernel/turns';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { asRefusal, refusalHeaders, sentence } from '#platform/http/errors';
import { withSmallHeap } from '#platform/import/small-heap';
import { countAgentFailure, refuseFailingAgent } from '#platform/sign-in/limits';
import type { Ground } from '#platform/tx';
import { branch, words } from '../../domain/report-words.ts';
import { type Admitted, admitAgent } from './admit-agent.ts';
import { type AgentAnswer, answerTo, messageOf, refusalTo } from './agent-message.ts';
import { receiveBody } from './receive-body.ts';
import { UnreadableReport } from './report-tree.ts';
import { noteRefusal, takeMessage } from './take-message.ts';
import { readTree } from './unpack.ts';

/** Where agents report; the town's token stands in the address, or in a header. */
export const isAgentAddress = (path: string): boolean => /^\/agent(\/|$)/.test(path);

/** So many bodies come in at once, and so many are unpacked and stored: this bounds what reports take of the memory. */
const RECEIVING = 12;
const STORING = 2;

/** `POST /agent`: FusionInventory and OCS (XML), GLPI (JSON), each packed or not. */
export function agentRoutes(app: HttpApp, ground: Ground): void {
  const receive = turns(RECEIVING);
  const store = turns(STORING);
  app.on('POST', ['/agent', '/agent/', '/agent/:token', '/agent/:token/*'], async (c) => {
    const speaksJson = c.req.header('glpi-agent-id') !== undefined;
    try {
      const admitted = await askedBy(c, ground);
      const body = await receive(() => receiveBody(c)).catch((error: unknown) =>
        noted(ground, admitted, c, error),
      );
      return send(
        c,
        200,
        await store(() => withSmallHeap(() => answered(ground, admitted, c, body, speaksJson))),
      );
    } catch (error) {
      return refused(c, asRefusal(error, 'POST /agent'), speaksJson);
    }
  });
}

/** A wrong token counts against the address it came from, as a wrong password does. */
async function askedBy(c: HttpContext, ground: Ground): Promise<Admitted> {
  const { address } = c.get('asked');
  await refuseFailingAgent(address);
  const found = await admitAgent(ground, tokenOf(c));
  if (found) return found;
  await countAgentFailure(address);
  return refuse('unauthorized', 'agent_token_wrong');
}

/** In the address, as a bearer token, or as the password of HTTP basic: what the agent at hand can be told. */
function tokenOf(c: HttpContext): string {
  const inPath = c.req.param('token');
  if (inPath) return inPath;
  const given = c.req.header('authorization') ?? '';
  const bearer = /^Bearer (\S+)$/i.exec(given)?.[1];
  if (bearer) return bearer;
  const basic = /^Basic ([\w+/=]+)$/i.exec(given)?.[1];
  return basic ? (Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':') ?? '') : '';
}

async function answered(
  ground: Ground,
  admitted: Admitted,
  c: HttpContext,
  body: Buffer,
  speaksJson: boolean,
): Promise<AgentAnswer> {
  const read = await readTree(body).catch((error: unknown) => noted(ground, admitted, c, error));
  const json = speaksJson || read.is === 'json';
  const message = messageOf(read);
  const device = words(branch(read.tree.request).deviceid) || words(read.tree.deviceid);
  if (!message) return noted(ground, admitted, c, new UnreadableReport('not_served'), device);
  if (message.asks === 'inventory') await takeMessage(ground, admitted, read.tree, c.get('asked').address);
  return answerTo(message, json);
}

/** Keeps the reason, so that it can be read on the page, and refuses. */
async function noted(
  ground: Ground,
  admitted: Admitted,
  c: HttpContext,
  error: unknown,
  device = '',
): Promise<never> {
  if (!(error instanceof UnreadableReport)) throw error;
  await noteRefusal(ground, admitted, { reason: error.code, device, address: c.get('asked').address });
  throw new Refusal(error.code === 'too_large' ? 'too_large' : 'invalid', `agent_${error.code}`);
}

function refused(c: HttpContext, refusal: Refusal, speaksJson: boolean): Response {
  for (const [name, value] of refusalHeaders(refusal)) c.header(name, value);
  // An agent that is asked for a password tries again with the one it was given.
  if (refusal.kind === 'unauthorized') c.header('www-authenticate', 'Basic realm="Sollstand"');
  if (refusal.kind === 'too_large') c.header('connection', 'close');
  const key = refusal.code.startsWith('agent_') ? `field_${refusal.code}` : `refusal_${refusal.code}`;
  const text = sentence(key, refusal.params, c.get('asked').locale);
  return send(c, REFUSAL_STATUS[refusal.kind], refusalTo(text, speaksJson));
}

const send = (c: HttpContext, status: number, { type, body }: AgentAnswer): Response =>
  c.body(body, status as 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
