import { endingOf } from './types.ts';

const LONGEST = 120;

// Control characters, marks that turn the direction of writing, and invisible ones: with them `exe.pdf` could read
// as something else than it is.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** What a file system or a shell would understand as more than a letter. */
const SPECIAL = /[/\\:*?"<>|]/g;

/**
 * A name that is shown and offered for saving, never a path here: the last step of what was sent, without hidden and
 * special characters, at most 120 characters with its ending kept. Umlauts stay, in one form.
 */
export function safeName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(HIDDEN, '')
    .replace(SPECIAL, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const ending = endingOf(plain);
  if (!ending) return [...plain].slice(0, LONGEST).join('') || 'Anlage';
  const stem = plain.slice(0, -ending.length - 1).replace(/[\s.]+$/, '') || 'Anlage';
  return `${[...stem].slice(0, LONGEST - ending.length - 1).join('')}.${ending}`;
}

/** RFC 6266 with RFC 8187: the name for old readers without umlauts, and the whole one. */
export function disposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/Ä/g, 'Ae')
    .replace(/Ö/g, 'Oe')
    .replace(/Ü/g, 'Ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
