const TITLE = /^(frau|herrn?|dr\.?|prof\.?|dipl\.-\S+)$/i;
const spelled = (text: string): string =>
  text.replace(
    /[äöüÄÖÜß]/g,
    (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' })[letter] ?? letter,
  );

/**
 * The ways a name is written in a town hall: "Dr. Eva Groß", "Eva Groß", "Groß, Eva", "Groß Eva", "E. Groß", "Gross, Eva".
 * A name of one word has only that one. Inflected ends ("Evas") are the database's matter.
 */
export function nameForms(name: string): string[] {
  const whole = name.trim().replace(/\s+/g, ' ');
  const words = whole.split(' ').filter((word) => !TITLE.test(word));
  const last = words.at(-1) ?? '';
  const first = words.slice(0, -1).join(' ');
  const forms = [whole, words.join(' ')];
  if (first && last) forms.push(`${last}, ${first}`, `${last} ${first}`, `${first.charAt(0)}. ${last}`);
  return [...new Set(forms.flatMap((form) => [form, spelled(form), asJson(form)]))].filter(
    (form) => form.length > 2,
  );
}

/** As it stands inside stored JSON. */
const asJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The last word of a name, as colleagues write it ("Frau Müller"); null when the name is one word. */
export function surnameIn(name: string): string | null {
  const words = name.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  return words.length > 1 && last.length > 2 ? last : null;
}
