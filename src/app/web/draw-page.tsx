import { createMemoryHistory } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import { overwriteGetLocale } from '#texts/runtime';
import type { FirstAnswer } from '../first-answers.ts';
import { AppTree, queryClient } from './app-tree.tsx';
import { appRouter } from './router.tsx';

export interface PageAsked {
  /** Path and query. */
  href: string;
  locale: 'de' | 'en';
  answers: readonly FirstAnswer[];
}
export type DrawPage = (asked: PageAsked) => Promise<string>;

/** HTML of a page as the browser draws it from the same answers; nothing is asked of the interface here. */
export const drawPage: DrawPage = async ({ href, locale, answers }) => {
  const router = appRouter(createMemoryHistory({ initialEntries: [href] }));
  await router.load();
  // Drawing does not pause, so no other request can change the language in between.
  overwriteGetLocale(() => locale);
  return renderToString(<AppTree client={queryClient(answers)} router={router} />);
};
