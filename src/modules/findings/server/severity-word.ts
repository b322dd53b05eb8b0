import { m } from '#texts';

const WORDS = [
  m.findings_severity_1,
  m.findings_severity_2,
  m.findings_severity_3,
  m.findings_severity_4,
] as const;

/** 1 to 4 as people say it. */
export const severityWord = (severity: number, at: { locale: 'de' | 'en' }): string =>
  (WORDS[severity - 1] ?? WORDS[0])({}, at);
