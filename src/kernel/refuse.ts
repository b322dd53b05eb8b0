/** Refusals: a small closed set of kinds; codes belong to the modules, sentences to their texts. */
export type RefusalKind =
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  | 'unauthorized'
  | 'conflict'
  | 'state'
  | 'too_many'
  | 'too_large'
  | 'unavailable'
  | 'broken';

export interface FieldFault {
  /** Dotted path of the field, e.g. `onceCostCents` or `findings.0`. */
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const REFUSAL_STATUS: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  unauthorized: 401,
  conflict: 409,
  state: 409,
  too_many: 429,
  too_large: 413,
  unavailable: 503,
  broken: 500,
};

export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly fields: readonly FieldFault[];
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    kind: RefusalKind,
    code: string,
    fields: readonly FieldFault[] = [],
    params: Refusal['params'] = {},
  ) {
    super(code);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.fields = fields;
    this.params = params;
  }
}

/** Ends the use case with a refusal; nothing of its transaction remains. */
export function refuse(
  kind: RefusalKind,
  code: string,
  fields: readonly FieldFault[] = [],
  params: Refusal['params'] = {},
): never {
  throw new Refusal(kind, code, fields, params);
}
