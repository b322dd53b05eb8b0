import { branch, words } from '../../domain/report-words.ts';
import type { ReadTree } from './unpack.ts';

/** How often agents report, in hours. */
export const REPORT_HOURS = 24;

export type Message =
  /** Is somebody there, and what shall I do? */
  { asks: 'prolog' | 'contact' } | { asks: 'inventory' };

/** What an agent wants; null for what this address does not serve, e.g. the log of a software installation. */
export function messageOf({ is, tree }: ReadTree): Message | null {
  if (is === 'json') {
    const action = words(tree.action).toLowerCase();
    if (action === 'contact') return { asks: 'contact' };
    return ['inventory', 'netdiscovery', 'netinventory', ''].includes(action) && tree.content !== undefined
      ? { asks: 'inventory' }
      : null;
  }
  if (tree.request === undefined) return null;
  const query = words(branch(tree.request).query).toUpperCase();
  if (query === 'PROLOG') return { asks: 'prolog' };
  return /^(INVENTORY|NETDISCOVERY|SNMP|SNMPQUERY|NETINVENTORY)$/.test(query) ? { asks: 'inventory' } : null;
}

export interface AgentAnswer {
  type: 'application/xml' | 'application/json';
  body: string;
}

const escaped = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const xml = (inside: string): AgentAnswer => ({
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<REPLY>${inside}</REPLY>\n`,
});
const json = (value: object): AgentAnswer => ({ type: 'application/json', body: JSON.stringify(value) });

/** What the agent is told; one that names itself in a header (GLPI-Agent-ID) speaks JSON from then on. */
export function answerTo(message: Message, speaksJson: boolean): AgentAnswer {
  if (!speaksJson)
    return message.asks === 'prolog'
      ? xml(`<RESPONSE>SEND</RESPONSE><PROLOG_FREQ>${REPORT_HOURS}</PROLOG_FREQ>`)
      : xml('<RESPONSE>SEND</RESPONSE>');
  const inventory = { server: 'glpi', version: '10' };
  return json({
    status: 'ok',
    expiration: REPORT_HOURS,
    ...(message.asks === 'contact' ? { message: 'contact on going', tasks: { inventory } } : {}),
  });
}

/** Why a message was not taken, in the agent's own log. */
export const refusalTo = (text: string, speaksJson: boolean): AgentAnswer =>
  speaksJson
    ? json({ status: 'error', message: text, expiration: REPORT_HOURS })
    : xml(`<ERROR>${escaped(text)}</ERROR>`);
