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
  office: 'offices',
  site: 'sites',
  room: 'rooms',
  person: 'people',
  duty: 'duties',
  stakeholder_group: 'stakeholder-groups',
};
const PAGE = 100;

/** What stands behind the address of a page, so that it shows rows after one round trip instead of three. */
export async function firstAnswers(url: URL, context: RequestContext, api: AskApi): Promise<FirstAnswer[]> {
  const town = url.pathname.split('/')[2] ?? '';
  const member = context.signedIn?.memberships.some((membership) => membership.slug === town);
  const ask = async (key: readonly unknown[], path: string, paged = false): Promise<FirstAnswer[]> => {
    const response = await api(new Request(`${url.origin}/api/v1${path}`), context).catch(
      (error: unknown) => {
        log.debug('a page goes without its first answer', { path, error });
        return null;
      },
    );
    if (!response?.ok) return [];
    const data: unknown = await response.json();
    return [{ key, data: paged ? { pages: [data], pageParams: [null] } : data }];
  };
  const wanted = [ask(['session'], '/session')];
  if (member) {
    wanted.push(ask(['overview', town], `/towns/${town}/overview`));
    const list = url.search ? undefined : listAt(town, url.pathname);
    if (list) {
      const request = { town, limit: PAGE, filters: {} };
      wanted.push(ask([list, town, request], `/towns/${town}/${list}?limit=${PAGE}`, true));
      // The inventory offers the sites to choose from.
      if (list === 'items') wanted.push(ask(['sites', town, 'first'], `/towns/${town}/sites?limit=200`));
      wanted.push(ask(['saved-views', town, list], `/towns/${town}/saved-views?list=${list}`));
    }
  }
  return (await Promise.all(wanted)).flat();
}

function listAt(town: string, path: string): string | undefined {
  const found = (Object.keys(LISTS) as ListKind[]).find((kind) => listPath(town, kind) === path);
  return found && LISTS[found];
}

/** As a data block; `<` is written as an escape so that no text of a town can end the element. */
export const asDataBlock = (answers: readonly FirstAnswer[]): string =>
  `<script type="application/json" id="first-answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>`;
