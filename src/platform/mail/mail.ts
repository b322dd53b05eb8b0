import type { SendMailOptions } from 'nodemailer';
import type { Ground } from '../tx.ts';

/** How letters leave the installation. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with name and password where the server asks for them. */
  readonly smtp: string;
  /** `Sollstand <sollstand@musterstadt.de>` */
  readonly from: string;
  /** Address of the application, without a slash at the end: links in letters begin with it. */
  readonly publicUrl: string;
}

export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** What mail programs put into a calendar, each an object of its own. */
  calendars?: readonly CalendarPart[];
  /** The same at every try, so that a mail program shows a letter once that was sent twice. */
  key: string;
}

export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  /** File name, `termin.ics` */
  filename: string;
  /** iCalendar, RFC 5545 */
  content: string;
}

/** The sender as letters and calendar entries name it. */
export function senderOf({ from }: MailSettings): { name: string; email: string } {
  const named = /^(.*)<([^<>]+)>$/.exec(from);
  const email = named?.[2] ?? from;
  return { name: named?.[1]?.trim().replace(/^"(.*)"$/, '$1') || email, email };
}

/**
 * A single entry is an alternative of the text, which mail programs show as an invitation, and a file beside it. A mail
 * can be only one invitation (RFC 5546, 3.2.2), so several are files, each of which opens as one.
 */
function calendarParts(
  calendars: readonly CalendarPart[] = [],
): Pick<SendMailOptions, 'icalEvent' | 'attachments'> {
  const [first, second] = calendars;
  if (first && !second) return { icalEvent: first };
  return {
    attachments: calendars.map(({ method, filename, content }) => ({
      filename,
      content,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
      contentTransferEncoding: 'base64',
    })),
  };
}

const TIMEOUT_MS = 30_000;

/** A password never leaves in the clear; a server on this machine needs none. */
const sendsPassword = (smtp: string): boolean => new URL(smtp).password !== '';

/** Hands a letter to the mail server; it has taken it when this returns. */
export async function sendLetter({ mail }: Ground, letter: Letter): Promise<void> {
  if (!mail) throw new Error('mail is not set up');
  // Loaded with the first letter: most of the time none leaves.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: mail.smtp,
    requireTLS: sendsPassword(mail.smtp),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: mail.from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      ...calendarParts(letter.calendars),
      messageId: `<${letter.key}@${new URL(mail.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } finally {
    transport.close();
  }
}
