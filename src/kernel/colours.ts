/** How well a colour is read on white (WCAG 2.2, relative luminance and contrast ratio). Colours are `#rrggbb`. */

/** What normal text needs (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

const channels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

export function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1 (white) to 21 (black). */
export const contrastOnWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

/** The colour itself where it is read on white, else the lightest shade of it that is. */
export function readableOnWhite(colour: string): string {
  const shade = (percent: number) =>
    `#${channels(colour)
      .map((part) =>
        Math.floor((part * percent) / 100)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
  let percent = 100;
  while (percent > 0 && contrastOnWhite(shade(percent)) < LEAST_CONTRAST) percent -= 1;
  return percent === 100 ? colour : shade(percent);
}
