import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Locale } from '#platform/http/errors';
import { m } from '#texts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export interface PublicPage {
  title: string;
  locale: Locale;
  /** Addresses of the style sheets of the built browser bundle. */
  styles: readonly string[];
  body: Html;
  /** A page that waits for something looks again by itself. */
  refreshSeconds?: number | undefined;
}

/** A page without script for people without an account, in the colours of the application. */
export function publicPage({ title, locale, styles, body, refreshSeconds }: PublicPage): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${refreshSeconds ? html`<meta http-equiv="refresh" content="${refreshSeconds}" />` : ''}
        <title>${title} – Sollstand</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
      </head>
      <body class="k-public">
        <a class="k-skip" href="#main">${m.page_skip({}, { locale })}</a>
        <header class="k-public-head"><a href="/" class="k-brand">Sollstand</a></header>
        <main id="main" class="k-public-main">
          <h1>${title}</h1>
          ${body}
        </main>
        <footer class="k-public-foot">
          <a href="/barrierefreiheit">${m.app_accessibility({}, { locale })}</a>
          <a href="/handbuch">${m.page_handbook({}, { locale })}</a>
        </footer>
      </body>
    </html>`;
}

export interface Fault {
  path: string;
  text: string;
}

/** Label above, help and fault at the field; the value typed before is kept. */
export function field(given: {
  name: string;
  label: string;
  value?: string;
  type?: 'text' | 'password';
  help?: string;
  autocomplete?: string;
  faults: readonly Fault[];
}): Html {
  const { name, label, value = '', type = 'text', help, autocomplete = 'off', faults } = given;
  const fault = faults.find((f) => f.path === name);
  const described = [help ? `${name}-help` : '', fault ? `${name}-fault` : ''].filter(Boolean).join(' ');
  return html`<div class="k-field">
    <label for="${name}">${label}</label>
    ${help ? html`<p class="k-help" id="${name}-help">${help}</p>` : ''}
    ${fault ? html`<p class="k-fault" id="${name}-fault">${fault.text}</p>` : ''}
    <input class="k-input" id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" required
      ${described ? raw(`aria-describedby="${described}"`) : ''} ${fault ? raw('aria-invalid="true"') : ''} />
  </div>`;
}

/** All faults at once, on top, announced; each leads to its field. */
export function faultSummary(
  text: string | null,
  faults: readonly Fault[],
  locale: Locale,
  labels: Readonly<Record<string, string>> = {},
): Html {
  const told = ({ path, text: fault }: Fault) => (labels[path] ? `${labels[path]}: ${fault}` : fault);
  if (!text && faults.length === 0) return html``;
  return html`<div class="k-notice" data-tone="danger" role="alert"><div>
    <p><strong>${text ?? m.page_faults({}, { locale })}</strong></p>
    ${faults.length > 0 ? html`<ul>${faults.map((f) => html`<li><a href="#${f.path}">${told(f)}</a></li>`)}</ul>` : ''}
  </div></div>`;
}
