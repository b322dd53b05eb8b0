/** How far a control is met; `unknown` is an answer too. */
export const CONTROL_STATES = ['yes', 'partly', 'no', 'not_applicable', 'unknown'] as const;
export type ControlState = (typeof CONTROL_STATES)[number];
