import { createTransport } from 'nodemailer';
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
  /** The same at every try, so that a mail program shows a letter once that was sent twice. */
  key: string;
  /** An iCalendar file (RFC 5545). */
  calendar?: string;
}

const TIMEOUT_MS = 30_000;

/** Hands a letter to the mail server; it has taken it when this returns. */
export async function sendLetter({ mail }: Ground, letter: Letter): Promise<void> {
  if (!mail) throw new Error('mail is not set up');
  const transport = createTransport(mail.smtp, {
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object);
  try {
    await transport.sendMail({
      from: mail.from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      messageId: `<${letter.key}@${new URL(mail.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(letter.calendar
        ? {
            attachments: [
              {
                filename: 'termine.ics',
                content: letter.calendar,
                contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
              },
            ],
          }
        : {}),
    });
  } finally {
    transport.close();
  }
}
