/** The functions in which people sign in; one person may hold several. */
export const FUNCTIONS = [
  'mayor',
  'council',
  'treasury',
  'head_of_it',
  'desk',
  'provider',
  'isb',
  'dsb',
  'internal_audit',
  'staff_council',
  'office_staff',
  'employee',
  'consultant',
  'administrator',
] as const;
export type Fn = (typeof FUNCTIONS)[number];

/** Who may ask a route: a list of functions in the town, anyone signed in, or anyone at all. */
export type May = readonly Fn[] | 'signed_in' | 'public';

/** Reads the assessment chain: everyone who decides on, works in or checks it. */
export const READERS: readonly Fn[] = [
  'mayor',
  'council',
  'treasury',
  'head_of_it',
  'isb',
  'dsb',
  'internal_audit',
  'staff_council',
  'consultant',
  'administrator',
];
/** Carries the week and its results. */
export const EDITORS: readonly Fn[] = ['head_of_it', 'consultant', 'administrator'];
/** Answers for what was found in the review round. */
export const REVIEWERS: readonly Fn[] = [
  'mayor',
  'treasury',
  'head_of_it',
  'isb',
  'dsb',
  'internal_audit',
  'staff_council',
  'office_staff',
];
/** Keeps the money. */
export const TREASURERS: readonly Fn[] = ['treasury', 'head_of_it', 'consultant', 'administrator'];
/** Does IT or works with it, and may write down what the day went into. */
export const DIARISTS: readonly Fn[] = [
  'head_of_it',
  'desk',
  'provider',
  'isb',
  'dsb',
  'office_staff',
  'employee',
  'administrator',
];
/** Decides on measures. */
export const DECIDERS: readonly Fn[] = ['mayor', 'head_of_it', 'consultant'];
/** Who can be made a member of a desk; only members see its tickets. */
export const AGENTS: readonly Fn[] = ['desk', 'head_of_it', 'administrator'];
/** Who may ask a desk for something: everybody with an account but people from outside. */
export const REQUESTERS: readonly Fn[] = FUNCTIONS.filter((fn) => fn !== 'provider');
export const EVERYONE: readonly Fn[] = FUNCTIONS;
