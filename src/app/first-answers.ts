import { type ListKind, listPath } from '#kernel/paths';
import type { RequestContext } from '#platform/http/context';
import { log } from '#platform/log';

/** An answer the page would ask for at once, under the key of the browser's query cache. */
export interface FirstAnswer {
  key: readonly unknown[];
  data: unknown;
}

export type AskApi = (request: Request, context: RequestContext) => Promise<Response | null>;

// Name of the list in the browser; the interface has it under the same address.
const LISTS: Partial<Record<ListKind, string>> = {
  finding: 'findings',
  measure: 'measures',
  goal: 'goals',
  observation: 'observations',
  item: 'items',
  contract: 'contracts',
  budget_line: 'budget-lines',
  posting: 'postings',
  office: 'offices',
  site: 'sites',
  room: 'rooms',
  person: 'people',
  duty: 'duties',
  stakeholder_group: 'stakeholder-groups',
};
const PAGE = 100;

interface FirstAnswers {
  answers: FirstAnswer[];
  /** Nothing else is needed to draw the page. */
  whole: boolean;
}

/** What stands behind the address of a page, so that it shows rows after one round trip instead of three. */
export async function firstAnswers(
  url: URL,
  context: RequestContext,
  api: AskApi,
  since: () => Promise<string>,
): Promise<FirstAnswers> {
  const town = url.pathname.split('/')[2] ?? '';
  const member = context.signedIn?.memberships.some((membership) => membership.slug === town);
  const list = url.search ? undefined : listAt(town, url.pathname);
  const asked = [
    { key: ['session'], path: '/session' },
    ...(member ? [{ key: ['overview', town], path: `/towns/${town}/overview` }] : []),
    ...(member && list ? questionsOf(list, town) : []),
  ];
  // Before the answers: what changes while they are read is then told to the page.
  const from = member ? await since().catch(() => null) : null;
  const answers = await Promise.all(asked.map((question) => answer(question, url, context, api)));
  const found = answers.filter((one) => one !== null);
  const drawable = list !== undefined || url.pathname === listPath(town, 'overview');
  const whole = drawable && found.length === asked.length;
  return { answers: from ? [...found, { key: ['live-since'], data: from }] : found, whole };
}

interface Question {
  key: readonly unknown[];
  path: string;
  paged?: boolean;
}

function questionsOf(list: string, town: string): Question[] {
  const at = `/towns/${town}`;
  const request = { town, limit: PAGE, filters: {} };
  return [
    { key: [list, town, request], path: `${at}/${list}?limit=${PAGE}`, paged: true },
    { key: ['saved-views', town, list], path: `${at}/saved-views?list=${list}` },
    // The inventory offers the sites to choose from.
    ...(list === 'items' ? [{ key: ['sites', town, 'first'], path: `${at}/sites?limit=200` }] : []),
  ];
}

async function answer(
  { key, path, paged }: Question,
  url: URL,
  context: RequestContext,
  api: AskApi,
): Promise<FirstAnswer | null> {
  const response = await api(new Request(`${url.origin}/api/v1${path}`), context).catch((error: unknown) => {
    log.debug('a page goes without its first answer', { path, error });
    return null;
  });
  if (!response?.ok) return null;
  const data: unknown = await response.json();
  return { key, data: paged ? { pages: [data], pageParams: [null] } : data };
}

function listAt(town: string, path: string): string | undefined {
  const found = (Object.keys(LISTS) as ListKind[]).find((kind) => listPath(town, kind) === path);
  return found && LISTS[found];
}

/** As a data block; `<` is written as an escape so that no text of a town can end the element. */
export const asDataBlock = (answers: readonly FirstAnswer[]): string =>
  `<script type="application/json" id="first-answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>`;
