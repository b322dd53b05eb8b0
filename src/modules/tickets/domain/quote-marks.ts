/*
 * How mail programs mark what they quote. German and English in full; of other languages what the form alone shows.
 */

const FROM = /^\s*\*?(von|from|de|da|van|fra|från|od|от)\s?:\*?\s*\S/i;
const LABEL =
  /^\s*\*?(gesendet|datum|an|cc|kopie|bcc|betreff|antwort an|wichtigkeit|sent|date|to|subject|reply-to|importance|envoyé(?: le)?|à|objet|copie à|verzonden|aan|onderwerp|inviato|a|oggetto|dato|til|emne|sendt)\s?:\*?(\s|\S|$)/i;

const SUBJECT = /\b(betreff|subject|objet|onderwerp|oggetto|emne)\s?:/i;
const ADDRESS = /[^\s<>@]{1,64}@[^\s<>@]{1,190}\.[a-z]{2,}/i;
/** Nothing that a mail program writes of itself is longer. */
const LONGEST = 400;

/**
 * A block of header lines as Outlook puts it above a quote: a sender, and two more labels in the lines below, with a
 * subject or an address, for `Von:` and `An:` also stand in the form of somebody who moves house.
 */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? '';
  if (first.length > LONGEST || !FROM.test(first)) return false;
  const below = lines
    .slice(at + 1, at + 7)
    .filter((line) => line.trim() !== '')
    .slice(0, 5)
    .map((line) => line.slice(0, LONGEST));
  if (below.filter((line) => LABEL.test(line)).length < 2) return false;
  return ADDRESS.test(`${first} ${below[0] ?? ''}`) || below.some((line) => SUBJECT.test(line));
}

const ORIGINAL =
  /^\s*[-_=*]{2,}\s*(ursprüngliche (nachricht|e-?mail)|originalnachricht|original-?nachricht|weitergeleitete (nachricht|e-?mail)|original(-| )message|original email|forwarded message|original appointment|ursprünglicher termin)\s*[-_=*]{2,}\s*$/i;
const FORWARDED = /^\s*(anfang der weitergeleiteten (nachricht|e-?mail)|begin forwarded message)\s*:\s*$/i;
const DASHED = /^\s*-{3,}\s*\p{L}[\p{L}' ]{3,40}\s*-{3,}\s*$/u;

/** A line that says that another message follows. */
export const isOriginalMark = (lines: readonly string[], at: number): boolean => {
  const line = (lines[at] ?? '').slice(0, LONGEST);
  if (ORIGINAL.test(line) || FORWARDED.test(line)) return true;
  return DASHED.test(line) && FROM.test(lines[at + 1] ?? '');
};

const CLOCK = /\b\d{1,2}[:.h]\d{2}\b/;
const FULL_DATE = /\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b|\b\d{4}[-./]\d{2}[-./]\d{2}\b|\b(19|20)\d{2}\b/;
const WROTE = /\b(schrieb|geschrieben|wrote)\b/i;
const BEGINS = /^(am|on|um)\b/i;
/** `Max Muster <max@example.org> schrieb am Mo., 2. März 2026, 10:11:` */
const NAME_FIRST = /^[^:]{2,200}\b(schrieb|wrote)\s+(am|on|um)\b.*\d.*:$/i;

/**
 * How many lines, from the given one on, say who wrote what follows (`Am … schrieb …:`, `On … wrote:`); 0 = none do.
 * Programs break such a line anywhere. A sentence of one's own that begins alike has neither time nor address.
 */
export function attributionAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= 4; count += 1) {
    const line = (lines[at + count - 1] ?? '').slice(0, LONGEST + 1).trim();
    if (line === '' || line.startsWith('>')) return line.startsWith('>:') ? count : 0;
    joined = `${joined} ${line.replace(/^-{3,}\s*|\s*-{3,}$/g, '')}`.trim();
    if (joined.length > LONGEST) return 0;
    if (
      count === 1 &&
      !BEGINS.test(joined) &&
      !FULL_DATE.test(joined) &&
      !CLOCK.test(joined) &&
      !ADDRESS.test(joined)
    )
      return 0;
    // What stands directly above the line in question is no part of it.
    if (isAttribution(joined, lines, at, at + count))
      return count > 1 && attributionAt(lines, at + 1) > 0 ? 0 : count;
  }
  return 0;
}

function isAttribution(text: string, lines: readonly string[], at: number, next: number): boolean {
  const dated = FULL_DATE.test(text) || CLOCK.test(text);
  if (NAME_FIRST.test(text) && dated) return true;
  // In any language: a date, an address, and a colon to end with.
  if (
    /:$/.test(text) &&
    /<\s*(mailto:)?[^\s<>@]+@[^<>]+>/i.test(text) &&
    FULL_DATE.test(text) &&
    CLOCK.test(text)
  )
    return true;
  if (/<\s*[^\s<>@]+@[^<>]+>.{0,20}:$/.test(text) && /^\S.{0,60}\b(19|20)\d{2}\b/.test(text)) return true;
  if (!BEGINS.test(text) || !WROTE.test(text) || !/\d/.test(text)) return false;
  if (!/(:|\bwrote|\bgeschrieben)$/i.test(text)) return false;
  if (ADDRESS.test(text)) return true;
  // `schrieb der Drucker`, `schrieb mir`: a sentence, no name.
  if (/\bschrieb\s+\p{Ll}/u.test(text)) return false;
  let after = next;
  while (after < lines.length && lines[after]?.trim() === '') after += 1;
  if (lines[after]?.trimStart().startsWith('>')) return true;
  if (FULL_DATE.test(text) && CLOCK.test(text)) return true;
  const alone = (lines[at - 1] ?? '').trim() === '' && (lines[next] ?? '').trim() === '';
  return alone && FULL_DATE.test(text) && text.length < 100;
}

const DEVICE =
  /iphone|ipad|android|outlook|blackberry|samsung|galaxy|huawei|xiaomi|\bpixel\b|fairphone|nokia|sony|wiko|handy|smartphone|telefon|tablet|mobil|mobile|phone|mail|app\b|gmx|web\.de|yahoo|thunderbird|windows/i;
const SENT_BY =
  /^(gesendet (von|mit|aus|über)|von meine[mr] .{2,40} gesendet|sent (from|with|via|using)|envoyé (à partir )?(de|depuis)|get outlook for|outlook für .{2,20} (beziehen|herunterladen)|diese nachricht wurde von meine[mr] .{2,60} gesendet)/i;

/** `Gesendet von meinem iPhone` and its like, alone on a line. */
export function isDeviceLine(line: string): boolean {
  if (line.length > LONGEST) return false;
  const text = line.replace(/[<([]?https?:\S*/g, '').trim();
  return text.length <= 70 && SENT_BY.test(text) && DEVICE.test(text) && !/[,;!?]|\.\s/.test(text);
}

const LONGEST_LOOSE = 10;
/** `-- ` by the standard (RFC 3676, 4.3); a dash or underscores alone only where little follows. */
export function isSignatureMark(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').slice(0, LONGEST).replaceAll('\u00a0', ' ');
  if (/^--\s?$/.test(line)) return true;
  if (!/^(—+|–+|_{2,3})\s*$/.test(line)) return false;
  let filled = 0;
  for (let below = at + 1; below < lines.length && filled <= LONGEST_LOOSE; below += 1)
    if (lines[below]?.trim() !== '') filled += 1;
  return filled <= LONGEST_LOOSE;
}
