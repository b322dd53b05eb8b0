import { html, raw } from 'hono/html';
import { MOST_ANSWER_FILES, type OwnQuestion } from '#modules/assessment';
import type { HttpContext } from '#platform/http/context';
import type { Locale } from '#platform/http/errors';
import { m } from '#texts';
import { faultSummary } from './page.ts';
import { inWords } from './show.ts';
import type { Trouble } from './trouble.ts';

const KILO = 1000;
const size = (bytes: number): string =>
  bytes < KILO * KILO
    ? `${Math.max(1, Math.round(bytes / KILO))} kB`
    : `${(bytes / KILO / KILO).toFixed(1)} MB`;

export const anchor = (key: string): string => `f-${key.replace(/[^A-Za-z0-9-]/g, '-')}`;
export const local = (words: { de: string; en: string }, locale: Locale): string => words[locale];

/** Where a form and what hangs on it are found: `/raum` or `/frage/<token>`. */
export interface Place {
  action: string;
  files: string;
}

/**
 * One question with its levels and files; what was said before is chosen, what was typed stays. Enter sends the answer:
 * browsers press the first button of a form, which must not be one that removes a file.
 */
export function questionForm(c: HttpContext, place: Place, own: OwnQuestion, trouble: Trouble) {
  const w = inWords(c);
  const { question, key, answer } = own;
  const id = anchor(key);
  const typed = trouble.form.question === key ? trouble.form : {};
  const chosen = typed.choice ?? (answer?.state === 'level' ? String(answer.level) : answer?.state);
  const faults = trouble.faults.map((fault) => ({ ...fault, path: `${id}-${fault.path}` }));
  return html`<section class="k-section" id="${id}" aria-labelledby="${id}-t">
    <h2 id="${id}-t">${local(question.text, w.locale)}</h2>
    <p class="k-lead">${local(question.title, w.locale)}${own.site ? ` – ${own.site}` : ''}</p>
    ${answer && trouble.text === null && !typed.question ? html`<p role="status" class="k-notice" data-tone="success">${m.page_answering_kept({}, w)}</p>` : ''}
    ${trouble.text === null && typed.question ? html`<p role="status" class="k-notice" data-tone="success">${m.page_answering_files_kept({}, w)}</p>` : ''}
    ${faultSummary(trouble.text, faults, w.locale)}
    <form method="post" action="${place.action}" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="question" value="${key}" />
      <button class="k-hidden" type="submit" tabindex="-1" aria-hidden="true">${m.page_answering_send({}, w)}</button>
      <fieldset class="k-field" id="${id}-level">
        <legend class="k-label">${m.page_answering_how({}, w)}</legend>
        <div class="k-choices">
        ${[0, 1, 2, 3, 4, 5].map((level) => option(id, { value: String(level), label: `${level}`, help: pointsAt(question, level, w.locale), chosen }))}
        ${option(id, { value: 'unknown', label: m.page_answering_unknown({}, w), help: [], chosen })}
        ${option(id, { value: 'not_applicable', label: m.page_answering_not_applicable({}, w), help: [], chosen })}
        </div>
      </fieldset>
      ${textArea(`${id}-reason`, 'reason', m.page_answering_reason({}, w), typed.reason ?? answer?.reason ?? '')}
      ${textArea(`${id}-evidence`, 'evidence', m.page_answering_evidence({}, w), typed.evidence ?? answer?.evidence ?? '')}
      ${filesOf(c, place, own)}
      <button class="k-btn" data-kind="primary" type="submit">${answer ? m.page_answering_change({}, w) : m.page_answering_send({}, w)}</button>
    </form>
  </section>`;
}

interface Option {
  value: string;
  label: string;
  help: readonly string[];
  chosen: string | undefined;
}

const option = (
  id: string,
  { value, label, help, chosen }: Option,
) => html`<label class="k-check" for="${id}-${value}">
    <input type="radio" id="${id}-${value}" name="choice" value="${value}" ${chosen === value ? 'checked' : ''} />
    <span>${label}${help.map((point) => html`<span class="k-help">${point}</span>`)}</span>
  </label>`;

const pointsAt = (question: OwnQuestion['question'], level: number, locale: Locale): string[] =>
  (question.proofPoints.find((point) => point.level === level)?.points ?? []).map((words) =>
    local(words, locale),
  );

const textArea = (id: string, name: string, label: string, value: string) => html`<div class="k-field">
    <label class="k-label" for="${id}">${label}</label>
    <textarea class="k-input" id="${id}" name="${name}" rows="2">${value}</textarea>
  </div>`;

/** What was added, each to be looked at and removed, and room for more. Buttons send all that is typed along. */
function filesOf(c: HttpContext, place: Place, { key, files }: OwnQuestion) {
  const w = inWords(c);
  const id = `${anchor(key)}-files`;
  const full = files.length >= MOST_ANSWER_FILES;
  return html`<fieldset class="k-field" id="${id}">
    <legend class="k-label">${m.page_answering_files({}, w)}</legend>
    <p class="k-help" id="${id}-help">${m.page_answering_files_help({ most: MOST_ANSWER_FILES }, w)}</p>
    ${
      files.length === 0
        ? ''
        : html`<ul class="k-answer-files">${files.map(
            (file, at) => html`<li>
              <a href="${place.files}/${file.id}" target="_blank" rel="noreferrer">
                ${file.mediaType.startsWith('image/') ? html`<img src="${place.files}/${file.id}" alt="" loading="lazy" />` : ''}
                <span>${file.name} <span class="k-help">${size(file.bytes)}</span></span>
              </a>
              <button class="k-btn" type="submit" name="remove" value="${file.id}">${m.page_answering_file_remove({ at: at + 1 }, w)}</button>
            </li>`,
          )}</ul>`
    }
    ${
      full
        ? html`<p>${m.page_answering_files_full({ most: MOST_ANSWER_FILES }, w)}</p>`
        : html`<label class="k-hidden" for="${id}-input">${m.page_answering_files_choose({}, w)}</label>
          <input class="k-input k-file" id="${id}-input" type="file" name="files" multiple accept="image/jpeg,image/png,image/webp,application/pdf" ${raw(`aria-describedby="${id}-help"`)} />
          <button class="k-btn" type="submit" name="do" value="add">${m.page_answering_files_add({}, w)}</button>`
    }
  </fieldset>`;
}
