import { recordNumber } from '#kernel/record-number';

/** M-01: the number people say. */
export const measureNumber = ({ number }: { number: number }): string => recordNumber('M', number);
