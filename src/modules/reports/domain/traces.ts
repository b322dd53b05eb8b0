/** Which records the report was read from, so that a statement can name them and an export can be recognised. */
import type { Confidentiality } from '#kernel/document';

export type RootKind = 'rating' | 'observation' | 'item' | 'posting';

/** A record that a finding rests on, by its number alone: `VdS 10000 16.2`, `B-07`, `I-012`, `2025 R-4711`. */
export interface Root {
  readonly kind: RootKind;
  readonly id: string;
  readonly label: string;
}

export interface FindingTrace {
  readonly id: string;
  readonly number: string;
  /** 1 to 3; null where only the severity was judged. */
  readonly impact: number | null;
  readonly likelihood: number | null;
  readonly roots: readonly Root[];
}

export interface RatingTrace {
  readonly id: string;
  readonly framework: string;
  readonly code: string;
  /** As the exported catalogue names requirement and statement. */
  readonly controlId: string;
  readonly statementId: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Answers of interviews to its questions. */
  readonly answers: number;
}

/** A photo of an observation as it is kept. */
export interface PhotoTrace {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the content in hex. */
  readonly sha256: string;
  /** The more guarded of its own class and that of the observation. */
  readonly class: Confidentiality;
}

export interface ObservationTrace {
  readonly id: string;
  readonly number: string;
  readonly site: string;
  readonly room: string;
  readonly statement: string;
  readonly severity: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Never public: it describes rooms and weak points; as guarded as the most guarded finding that rests on it. */
  readonly class: Confidentiality;
  readonly photos: readonly PhotoTrace[];
}

export interface MeasureTrace {
  readonly id: string;
  readonly number: string;
  /** Key of the responsible role; empty while nobody is. */
  readonly role: string;
  /** Consultancies whose library it was made of, each with the key of the measure there; `kept`: the town still has it. */
  readonly libraries?: readonly { readonly name: string; readonly key: string; readonly kept: boolean }[];
}

export interface GoalTrace {
  readonly id: string;
  readonly number: string;
}

export interface Traces {
  readonly townId: string;
  readonly townSlug: string;
  readonly engagementId: string | null;
  readonly findings: readonly FindingTrace[];
  readonly ratings: readonly RatingTrace[];
  readonly observations: readonly ObservationTrace[];
  readonly measures: readonly MeasureTrace[];
  readonly goals: readonly GoalTrace[];
}

/** Ratings of security say where the town is weak; those of the other framework may be told as figures. */
export const classOfFramework = (framework: string): Confidentiality =>
  framework === 'itil' ? 'public' : 'non_public';
