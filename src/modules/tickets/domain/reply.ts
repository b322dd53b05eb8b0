import {
  attributionAt,
  isDeviceLine,
  isHeaderBlock,
  isOriginalMark,
  isSignatureMark,
} from './quote-marks.ts';

/** A mail's text taken apart; but for blank lines the parts together are the whole. */
export interface Reply {
  /** What was newly written. Where answers stand between quoted lines, those lines stay, for sense. */
  readonly text: string;
  readonly signature: string;
  /** Earlier messages, with the line that names their writer. */
  readonly quote: string;
}

/** Letters of the desk begin with this line; whatever a reply has below it is quoted. */
export const REPLY_ABOVE = {
  de: '##- Bitte antworten Sie oberhalb dieser Zeile -##',
  en: '##- Please type your reply above this line -##',
};

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line);
const isBlank = (line: string): boolean => line.trim() === '';
/** Lines that only part what stands above from what stands below. */
const isRule = (line: string): boolean => /^\s*[-_=*]{3,}\s*$/.test(line);

/** A line that a mail program broke out of a quoted one. */
const isBrokenOff = (lines: readonly string[], at: number): boolean => {
  const before = lines[at - 1] ?? '';
  const after = lines[at + 1] ?? '';
  return isQuoted(before) && before.length >= 60 && isQuoted(after) && /^\p{Ll}/u.test(lines[at] ?? '');
};

interface Cut {
  /** First line of the quote, and of the signature before it; the number of lines = none. */
  quote: number;
  signature: number;
}

const startOfQuoted = (lines: readonly string[], at: number): boolean =>
  (lines[at] ?? '').includes(REPLY_ABOVE.de) || (lines[at] ?? '').includes(REPLY_ABOVE.en);

/** Where signature and quote begin, reading from above. */
function cutOf(lines: readonly string[]): Cut {
  const end = lines.length;
  let signature = end;
  let fenced = false;
  for (let at = 0; at < end; at += 1) {
    const line = lines[at] ?? '';
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (fenced || isBlank(line)) continue;
    if (startOfQuoted(lines, at) || isOriginalMark(lines, at) || isHeaderBlock(lines, at))
      return { quote: at, signature };
    if (isQuoted(line)) {
      const after = endOfQuoted(lines, at);
      if (after === end || isSignatureMark(lines, after)) return { quote: at, signature };
      at = after - 1;
      continue;
    }
    const named = attributionAt(lines, at);
    if (named > 0) {
      const next = firstFilled(lines, at + named);
      if (!isQuoted(lines[next] ?? '')) return { quote: at, signature };
      const after = endOfQuoted(lines, next);
      if (after === end || isSignatureMark(lines, after)) return { quote: at, signature };
      at = after - 1;
      continue;
    }
    if (signature === end && (isDeviceLine(line) || isSignatureMark(lines, at))) signature = at;
  }
  return { quote: end, signature };
}

function firstFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at] ?? '')) at += 1;
  return at;
}

/** The first line after a run of quoted ones that says something itself. */
function endOfQuoted(lines: readonly string[], from: number): number {
  let at = from;
  while (
    at < lines.length &&
    (isQuoted(lines[at] ?? '') || isBlank(lines[at] ?? '') || isBrokenOff(lines, at))
  )
    at += 1;
  return at;
}

/** Text below a single quote that begins the mail: only the text is new. */
function belowQuote(lines: readonly string[], signature: number): { from: number; to: number } | null {
  const first = firstFilled(lines, 0);
  const named = attributionAt(lines, first);
  const quoted = firstFilled(lines, first + named);
  if (!isQuoted(lines[quoted] ?? '')) return null;
  const from = endOfQuoted(lines, quoted);
  return from < signature && !lines.slice(from, signature).some(isQuoted) ? { from, to: signature } : null;
}

const joined = (lines: readonly string[]): string => lines.slice(firstFilled(lines, 0)).join('\n').trimEnd();

function withoutRules(lines: readonly string[]): number {
  let end = lines.length;
  while (end > 0 && (isBlank(lines[end - 1] ?? '') || isRule(lines[end - 1] ?? ''))) end -= 1;
  return end;
}

/**
 * Parts what was newly written in a reply from what it quotes and from its signature. `mail` is plain text. Where
 * nothing new can be told apart, as in a mail that was forwarded without a word, the whole is the text.
 */
export function splitReply(mail: string): Reply {
  const lines = mail.replaceAll(/\r\n?/g, '\n').split('\n');
  const cut = cutOf(lines);
  const signature = Math.min(cut.signature, cut.quote);
  const below = cut.quote === lines.length ? belowQuote(lines, signature) : null;
  if (below)
    return {
      text: joined(lines.slice(below.from, below.to)),
      signature: joined(lines.slice(signature)),
      quote: joined(lines.slice(0, below.from)),
    };
  const ended = signature < lines.length;
  const end = ended ? withoutRules(lines.slice(0, signature)) : signature;
  const text = joined(lines.slice(0, end));
  if (text === '') return { text: joined(lines), signature: '', quote: '' };
  const signed = signature < cut.quote;
  return {
    text,
    signature: signed ? joined(lines.slice(end, cut.quote)) : '',
    quote: joined(lines.slice(signed ? cut.quote : end)),
  };
}
