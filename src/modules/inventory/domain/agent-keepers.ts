import type { Fn } from '#kernel/functions';

/** Let machines in and shut them out. */
export const AGENT_KEEPERS: readonly Fn[] = ['head_of_it', 'administrator'];
