/** Words that say nothing about the matter of a request: grammar, greetings, politeness. In folded form. */
const EMPTY = new Set(
  `aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis bitte bitten
  da dabei dadurch damit danach dank danke dann das dass dem den denn der deren des deshalb dessen die dies diese diesem
  diesen dieser dieses doch dort durch eben eigentlich ein eine einem einen einer eines einfach einige er erst es etwas
  euch eur ganz gar geehrte geehrten geehrter gegen gerade gern gerne gruss grusse grussen guten habe haben hallo hat hatte
  heute herr herren herzlich hier hilfe hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede
  jedem jeden jeder jedes jemand jetzt kann kein keine keinem keinen keiner konnen konnte konnten kurz lassen leider liebe
  lieber lasst mal man mehr mein meine meinem meinen meiner mfg mich mir mit mochte mochten morgen moin muss mussen nach
  noch nun nur ob oder ohne schon sehr seien sein seine seinem seinen seiner seit selbst servus sich sie sind so sobald
  solche sollte sollten soll sollen somit sonst sowie tag trotz uber um und uns unser unsere unserem unseren unserer
  unter viel viele vielen vom von vor wann war ware waren warum was weil weiter weitere welche welcher wenn wer werde
  werden wie wieder wir wird wo wurde wurden zu zum zur zwar zwischen freundliche freundlichen freundlicher beste besten
  schone schonen problem probleme fehler frage anfrage meldung betreff wg re aw fwd
  a an and are as at be but by can could dear do does for from hello help hi i if is it me my not of on or our
  please regards thank thanks that the this to us was we with would you your`.split(/\s+/),
);
const HOLLOW = 'nicht kein nichts mehr geht gehen funktioniert funktionieren lauft';

/** Lower case without umlauts and accents; both spellings of an umlaut come out alike (`Prüfung`, `Pruefung`). */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    // Not after a, e or q: Frauen, neue and Quelle have no umlaut.
    .replaceAll(/(?<![aeq])([aou])e/g, '$1');

/**
 * The stem of a folded German word: endings of declension and conjugation are cut, whatever is left of the word
 * (the CISTEM rules of Weissweiler and Fraser, 2017, without those for upper case).
 */
export function stem(word: string): string {
  let rest = word.length > 6 ? word.replace(/^ge(?=.{4})/, '') : word;
  rest = rest.replaceAll('sch', '$').replaceAll('ei', '%').replaceAll('ie', '&');
  rest = rest.replaceAll(/(.)\1/g, '$1*');
  while (rest.length > 3) {
    const shorter = rest.length > 5 ? rest.replace(/(em|er|nd)$/, '') : rest;
    const next = shorter === rest ? rest.replace(/[tesn]$/, '') : shorter;
    if (next === rest) break;
    rest = next;
  }
  return rest.replaceAll(/(.)\*/g, '$1$1').replaceAll('&', 'ie').replaceAll('%', 'ei').replaceAll('$', 'sch');
}

/** Stems of words that stand in half of all requests, and yet tell a fault from a wish. */
export const COMMON: ReadonlySet<string> = new Set(HOLLOW.split(' ').map(stem));

/** Longer ones are no words but data. */
const LONGEST_WORD = 40;

export interface Word {
  /** What words are compared by. */
  readonly stem: string;
  /** As it was written. */
  readonly written: string;
}

/**
 * The words of a text that carry its matter, each once, in order; numbers of two digits and more are words. Who reads
 * many texts hands in one map, so that no word is reckoned twice.
 */
export function wordsOf(text: string, stems: Map<string, string> = new Map()): Word[] {
  const found = new Map<string, Word>();
  for (const [written] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    let key = stems.get(written);
    if (key === undefined) {
      const plain = written.length > LONGEST_WORD ? '' : folded(written);
      const hollow = plain.length < 2 || EMPTY.has(plain);
      key = hollow ? '' : /\d/.test(plain) ? plain : stem(plain);
      stems.set(written, key);
    }
    if (key !== '' && !found.has(key)) found.set(key, { stem: key, written });
  }
  return [...found.values()];
}
