/** Headers of a mail by name in lower case, unfolded and decoded; several of the same name in their order. */
export type Headers = ReadonlyMap<string, readonly string[]>;

export type AutomaticKind =
  /** Written by this desk itself and come back, or going round in a circle. */
  | 'own'
  /** A letter that could not be delivered, or only late. */
  | 'bounce'
  /** Confirms that a letter was opened. */
  | 'receipt'
  /** Somebody called a letter spam. */
  | 'complaint'
  /** Holiday notes and their like: an answer without a person. */
  | 'auto_reply'
  /** To many at once: mailing lists, newsletters. */
  | 'list'
  /** Written by a machine of its own accord: monitoring, scanners, shops. */
  | 'notice';

export interface Automatic {
  readonly kind: AutomaticKind;
  /** The header that told, as it stands in the mail, e.g. `auto-submitted: auto-replied`. */
  readonly reason: string;
}

/** These never open a ticket; a notice or a list may, by rule. None of all kinds is ever answered by a machine. */
export const NEVER_OPENS: ReadonlySet<AutomaticKind> = new Set([
  'own',
  'bounce',
  'receipt',
  'complaint',
  'auto_reply',
]);

export interface OwnMail {
  /** Addresses of the desk's mailboxes, in lower case. */
  readonly addresses: readonly string[];
  /** Ends of the Message-IDs that this installation writes, e.g. `@desk.example.org`. */
  readonly messageIdEnds: readonly string[];
}

/** What this installation writes into every letter, with an address of its own. */
export const LOOP_HEADER = 'x-loop';
/** No honest way through mail servers is longer. */
export const MOST_HOPS = 30;

/** The addresses in a header; what is not one is left out. */
export const addressesIn = (text: string): string[] =>
  [...text.slice(0, 100_000).matchAll(/[^\s<>@,;:"()]{1,64}@[^\s<>@,;:"()]{1,255}/g)].map(([found]) =>
    found.toLowerCase(),
  );

const UNDELIVERED =
  /undeliver|unzustellbar|nicht (zugestellt|zustellbar)|zustellung.{0,30}(fehl|verz|nicht)|unzustellbarkeit|delivery[ -](status|failure|failed|notification|has failed|delayed|report)|permanent delivery|mail (delivery|system) (fail|error)|delivery system|returned (mail|to sender)|failure notice|could not be delivered|delayed mail|mail delivery/i;
/** What Outlook puts before the subject by itself. */
const ANSWERED = /^\s*(automatische antwort|automatic reply)\s*:/i;
/** What people write, too, who want such a note set up: tells only together with another sign. */
const ABSENT =
  /^\s*(abwesenheit|abwesend|auto(matic|matische)?[- ]?(reply|response|r(ü|ue)ckantwort|antwort)|out of( the)? office|urlaub)/i;
const DAEMON = /^(mailer-?daemon|mail\.?-?daemon|mail\.delivery\.system|double-bounce)$/;
const SYSTEM = /^(postmaster|mail(er)?|mail-?admin|administrator|system|noreply|no-reply)$/;
const NO_REPLY = /^(do-?not-?reply|no-?reply|nicht-?antworten|keine-?antwort)\b/;

/** A mail's headers, asked by name. */
interface Head {
  /** The first of a name, or nothing. */
  readonly one: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  readonly type: string;
  readonly sender: string;
  readonly own: OwnMail;
}

const local = (address: string): string => address.slice(0, address.lastIndexOf('@'));
const told = (name: string, value: string): string => `${name}: ${value.trim().slice(0, 120)}`;

function ownMail({ one, all, sender, own }: Head): string | null {
  const id = one('message-id').trim().replace(/>$/, '').toLowerCase();
  if (own.messageIdEnds.some((end) => id.endsWith(end.toLowerCase())))
    return told('message-id', one('message-id'));
  const looped = all(LOOP_HEADER).find((value) => addressesIn(value).some((a) => own.addresses.includes(a)));
  if (looped !== undefined) return told(LOOP_HEADER, looped);
  if (own.addresses.includes(sender)) return told('from', one('from'));
  const hops = all('received').length;
  return hops > MOST_HOPS ? told('received', `${hops}`) : null;
}

function report({ type }: Head): Automatic | null {
  const value = type.toLowerCase().replaceAll(/["\s]/g, '');
  if (!value.startsWith('multipart/report'))
    return value.startsWith('message/delivery-status')
      ? { kind: 'bounce', reason: told('content-type', type) }
      : null;
  const kind: AutomaticKind = value.includes('report-type=disposition-notification')
    ? 'receipt'
    : value.includes('report-type=feedback-report')
      ? 'complaint'
      : 'bounce';
  return { kind, reason: told('content-type', type) };
}

/** Return path of nobody, as bounces have it (RFC 5321, 4.5.5); a mail without the header says nothing. */
const nobody = ({ has, one }: Head): boolean =>
  has('return-path') && /^\s*(<\s*>)?\s*$/.test(one('return-path'));

function bounce(head: Head): string | null {
  const { one, has, sender } = head;
  if (has('x-failed-recipients')) return told('x-failed-recipients', one('x-failed-recipients'));
  const from =
    sender === '' ? one('from').trim().toLowerCase().replaceAll(/[<>"]/g, ' ').trim() : local(sender);
  if (DAEMON.test(from) || /^(mailer-daemon|mail delivery (sub)?system)\b/.test(from))
    return told('from', one('from'));
  const path = one('return-path').trim().toLowerCase();
  if (DAEMON.test(path.replaceAll(/[<>]/g, '').split('@')[0] ?? '')) return told('return-path', path);
  const undelivered = UNDELIVERED.test(one('subject').slice(0, 500));
  if (undelivered && (nobody(head) || SYSTEM.test(local(sender)))) return told('subject', one('subject'));
  return nobody(head) && /^(postmaster|mail(er)?)$/.test(local(sender)) ? told('return-path', '<>') : null;
}

const REPLY_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-autogenerated',
];

function autoReply(head: Head): string | null {
  const { one, has } = head;
  const submitted = one('auto-submitted').trim();
  if (/^auto-replied\b/i.test(submitted)) return told('auto-submitted', submitted);
  const subject = one('subject').slice(0, 500);
  const signs = nobody(head) || notice(head) !== null || has('precedence');
  if (ANSWERED.test(subject) || (signs && ABSENT.test(subject))) return told('subject', subject);
  const header = REPLY_HEADERS.find((name) => has(name) && !/^(no|false|0)$/i.test(one(name).trim()));
  if (header) return told(header, one(header));
  if (/^auto[_-]?reply$/i.test(one('precedence').trim())) return told('precedence', one('precedence'));
  if (/^(vacation|autoreply)/i.test(one('x-precedence').trim()))
    return told('x-precedence', one('x-precedence'));
  return nobody(head) ? told('return-path', '<>') : null;
}

function list({ one, has }: Head): string | null {
  const header = ['list-id', 'list-post', 'x-mailing-list', 'x-mlserver', 'list-unsubscribe'].find(has);
  if (header) return told(header, one(header));
  return /^(bulk|list|junk)$/i.test(one('precedence').trim()) ? told('precedence', one('precedence')) : null;
}

function notice({ one, has, sender }: Head): string | null {
  const submitted = one('auto-submitted').trim();
  if (submitted !== '' && !/^no\b/i.test(submitted)) return told('auto-submitted', submitted);
  const suppress = one('x-auto-response-suppress');
  if (/\b(all|oof|autoreply)\b/i.test(suppress)) return told('x-auto-response-suppress', suppress);
  if (has('feedback-id')) return told('feedback-id', one('feedback-id'));
  return NO_REPLY.test(local(sender)) ? told('from', one('from')) : null;
}

/**
 * Whether a mail was written by a machine, of which kind, and what told so; null = by a person, as far as its headers
 * say (RFC 3834, RFC 5321, RFC 3462, and what mail programs do besides). The body is not looked at.
 */
export function automaticMail(headers: Headers, contentType: string, own: OwnMail): Automatic | null {
  const all = (name: string) => headers.get(name) ?? [];
  const one = (name: string) => all(name)[0] ?? '';
  const sender = addressesIn(one('from')).at(-1) ?? '';
  const head: Head = { one, all, has: (name) => headers.has(name), type: contentType, sender, own };
  const as = (kind: AutomaticKind, reason: string | null): Automatic | null =>
    reason === null ? null : { kind, reason };
  return (
    as('own', ownMail(head)) ??
    report(head) ??
    as('bounce', bounce(head)) ??
    as('auto_reply', autoReply(head)) ??
    as('list', list(head)) ??
    as('notice', notice(head))
  );
}
