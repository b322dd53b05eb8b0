/** What comparison sees of a text: no case, signs or blanks, umlauts written out. `Prüf-Frage` is `prueffrage`. */
export const plainText = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]/g, '');
