import { functionWords } from '#platform/function-words';
import type { DemoResult } from './demo.ts';

/** Sign-ins of the example town, for the terminal. */
export const demoText = ({ accounts, fresh }: DemoResult): string =>
  fresh
    ? [
        'Anmeldungen der Beispielstadt:',
        ...accounts.map((a) => `  ${a.user.padEnd(14)} ${a.password}   ${functionWords(a.functions)}`),
      ].join('\n')
    : 'Die Beispielstadt ist schon geladen; die Anmeldungen wurden beim ersten Laden genannt. Neue Kennwörter: npx sollstand demo';
