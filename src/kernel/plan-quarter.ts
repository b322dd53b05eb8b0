import { z } from 'zod';

/** A quarter that plans reach, `2027-Q3`: of the years 2000 to 2049. Whoever types another one has slipped. */
export const PLAN_QUARTER = /^20[0-4]\d-Q[1-4]$/;
export const planQuarter = z.string().regex(PLAN_QUARTER);
