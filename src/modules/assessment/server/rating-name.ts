import { findRequirement } from '#modules/catalogue';

const SHORT: Record<string, string> = { itil: 'ITIL', vds10000: 'VdS 10000' };

/** `VdS 10000, 4: Organisation`; keys of frameworks without numbers say nothing to people. */
export const namedAs = (framework: string, code: string, title: string): string =>
  `${SHORT[framework] ?? framework}${/^[A-Z]?\d|^A$/.test(code) ? `, ${code}` : ''}: ${title}`;

/**
 * What a rating is called where it is referred to: `ITIL: Störungen beheben`, `VdS 10000, 4.1.3: Zeitliche Mittel`.
 * `reference` is framework and code with a space between.
 */
export function ratingName(reference: string, locale: 'de' | 'en'): string {
  const [framework = '', code = ''] = reference.split(' ', 2);
  const title = findRequirement(framework, code)?.title[locale];
  return title ? namedAs(framework, code, title) : `${SHORT[framework] ?? framework} ${code}`;
}
