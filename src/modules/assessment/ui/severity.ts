import { m } from '#texts';

const WORDS = [
  m.assessment_severity_1,
  m.assessment_severity_2,
  m.assessment_severity_3,
  m.assessment_severity_4,
] as const;
const TONES = ['neutral', 'info', 'warning', 'danger'] as const;

export const severityWord = (severity: number): string => (WORDS[severity - 1] ?? WORDS[0])();
export const severityTone = (severity: number): (typeof TONES)[number] => TONES[severity - 1] ?? 'neutral';
export const SEVERITY_OPTIONS = (): { value: string; label: string }[] =>
  WORDS.map((word, place) => ({ value: String(place + 1), label: word() }));
