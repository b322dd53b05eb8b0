import { findRequirement } from '#modules/catalogue';

const SHORT: Record<string, string> = { itil: 'ITIL', vds10000: 'VdS 10000' };

/**
 * What a rating is called where it is referred to: `ITIL: Störungen beheben`, `VdS 10000, 4.1.3: Zeitliche Mittel`.
 * `reference` is framework and code with a space between.
 */
export function ratingName(reference: string, locale: 'de' | 'en'): string {
  const [framework = '', code = ''] = reference.split(' ', 2);
  const short = SHORT[framework] ?? framework;
  const title = findRequirement(framework, code)?.title[locale];
  const number = /^\d/.test(code) ? `, ${code}` : '';
  return title ? `${short}${number}: ${title}` : `${short} ${code}`;
}
