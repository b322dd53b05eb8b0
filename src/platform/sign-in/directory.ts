import type { Ground } from '../tx.ts';

/** Who was let in, and whether the code of a second factor is still asked for. */
export interface LetIn {
  userId: string;
  secondFactor: boolean;
}

/** Where passwords of the house are kept when not here; the application hangs it in. */
export interface Directory {
  /**
   * Whom login and password belong to there; null when to nobody, or when none is set up. `local` = the login has a
   * password here too, which did not fit. Refuses `directory_away`, `directory_no_function`.
   */
  signIn(ground: Ground, given: { login: string; password: string; local: boolean }): Promise<LetIn | null>;
}
