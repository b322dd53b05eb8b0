import type { PHASES } from '../contract.ts';

export type Phase = (typeof PHASES)[number];

export interface ImportsTables {
  import_run: {
    town_id: string;
    id: string;
    user_id: string;
    /** JSON: in whose name and with which rights it runs. */
    actor: string;
    file_name: string;
    bytes: number;
    wished_kind: string | null;
    /** JSON: columns mapped otherwise than proposed. */
    wished_columns: string | null;
    phase: Phase;
    rows_done: number;
    rows_total: number;
    cancel_asked: boolean;
    /** JSON: kind, format, mapping and preview. */
    recognised: string | null;
    /** JSON */
    counts: string | null;
    /** JSON */
    faults: string;
    fault_total: number;
    /** Number and moment of the transaction that stored the rows. */
    batch: string | null;
    batch_at: Date | string | null;
    created_at: Date | string;
    updated_at: Date | string;
  };
}
