/** A number as people say it: `M-01` of a measure, `V-26` of a contract. */
export const recordNumber = (letter: 'M' | 'V', number: number): string =>
  `${letter}-${String(number).padStart(2, '0')}`;
