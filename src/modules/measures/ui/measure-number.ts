/** M-01: the number people say. */
export const measureNumber = ({ number }: { number: number }): string =>
  `M-${String(number).padStart(2, '0')}`;
