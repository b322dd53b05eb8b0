import { findRequirement, namedAs, shortName } from '#modules/catalogue';

/**
 * What a rating is called where it is referred to: `ITIL: Störungen beheben`, `VdS 10000, 4.1.3: Zeitliche Mittel`.
 * `reference` is framework and code with a space between.
 */
export function ratingName(reference: string, locale: 'de' | 'en'): string {
  const [framework = '', code = ''] = reference.split(' ', 2);
  const title = findRequirement(framework, code)?.title[locale];
  return title ? namedAs(framework, code, title) : `${shortName(framework)} ${code}`;
}
