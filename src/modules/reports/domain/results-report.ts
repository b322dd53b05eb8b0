/** What the results report of an analysis week states, and the sums it prints. Money in cents, dates `YYYY-MM-DD`. */
import type { Chart } from '#kernel/chart';
import type { Confidentiality } from '#kernel/document';

export type FindingArea =
  | 'organisation'
  | 'steering'
  | 'operations'
  | 'security'
  | 'budget'
  | 'infrastructure'
  | 'applications'
  | 'contracts';
export type FindingStatus = 'draft' | 'in_review' | 'confirmed' | 'corrected' | 'disputed';
export type Horizon = 'short' | 'medium' | 'long';
export type MeasureStatus = 'proposed' | 'recommended' | 'decided' | 'postponed' | 'rejected' | 'done';
export type BudgetKind = 'result' | 'investment';
export type Severity = 1 | 2 | 3 | 4;

export interface ReportOffice {
  readonly name: string;
  readonly short: string;
  readonly itWorkplaces: number;
  readonly headTitle: string;
}

export interface ReportSite {
  readonly name: string;
  readonly kind: string;
  readonly street: string;
  readonly inScope: boolean;
  /** Why a site is left out, or how far it is looked at. */
  readonly scopeNote: string;
}

/** A room with the points of its checklist as the walk-through found them. */
export interface ReportRoom {
  readonly site: string;
  readonly name: string;
  /** Title of the list that is asked in rooms of its kind. */
  readonly checklist: string;
  readonly points: readonly {
    readonly title: string;
    /** null = not answered. */
    readonly answer: 'ok' | 'defect' | 'not_applicable' | 'not_seen' | null;
    readonly note: string;
  }[];
  readonly observations: readonly { readonly number: string; readonly statement: string }[];
}

/** What else the town plans. */
export interface ReportDevelopment {
  readonly title: string;
  readonly kind: 'digital_files' | 'building' | 'staff' | 'broadband' | 'school' | 'merger' | 'law' | 'other';
  readonly dueOn: string | null;
  readonly certainty: 'decided' | 'planned' | 'considered';
  readonly note: string;
  /** `M-04`: checked against it. */
  readonly measures: readonly string[];
}

export interface ReportAgendaEntry {
  readonly day: number;
  readonly starts: string;
  readonly ends: string;
  readonly phase: 'explore' | 'review' | 'innovate' | 'communicate';
  readonly title: string;
  readonly place: string;
  readonly participants: string;
}

export interface ReportStakeholderGroup {
  readonly name: string;
  readonly concern: string;
  /** 1 (low) to 5 (high). */
  readonly influence: number;
  readonly interest: number;
}

/** Somebody the week spoke with. */
export interface ReportPerson {
  readonly name: string;
  readonly title: string;
  readonly office: string;
  readonly group: string;
}

export interface ReportGoal {
  readonly number: string;
  readonly title: string;
  readonly owner: string;
  /** By what the town will notice that the goal is reached. */
  readonly noticedBy: string;
  readonly weight: number;
}

/** Roles in one hand that should not be. */
export interface ReportUnion {
  readonly holder: string;
  /** Titles of all roles the holder has. */
  readonly roles: readonly string[];
  readonly conflicts: readonly {
    readonly roles: readonly string[];
    readonly reason: string;
    readonly severity: 'must' | 'should';
  }[];
}

export interface ReportRating {
  readonly code: string;
  readonly group: string;
  readonly title: string;
  readonly modal: 'MUST' | 'SHOULD' | 'MAY' | null;
  /** 0-5; null while not rated. */
  readonly level: number | null;
  readonly target: number;
  readonly certainty: 'certain' | 'assumed' | 'open';
  readonly evidence: string;
  /** What it rests on beside the words: counts of files, pages of the web and postings, numbers of items. */
  readonly files: number;
  readonly pages: number;
  readonly postings: number;
  readonly items: readonly string[];
  /** Number, modal or frequency has been compared with the standard neither by the catalogue nor by the town. */
  readonly unconfirmed: boolean;
  /** The standard that covers it instead, and why a basic measure is left out; empty where nothing does. */
  readonly coveredBy: string;
  readonly riskReason: string;
}

export interface ReportFramework {
  readonly id: 'itil' | 'vds10000';
  readonly title: string;
  readonly version: string;
  readonly levels: readonly { readonly level: number; readonly name: string; readonly meaning: string }[];
  readonly groups: readonly { readonly code: string; readonly title: string }[];
  readonly ratings: readonly ReportRating[];
}

export interface ReportItem {
  readonly kind: string;
  readonly quantity: number;
  readonly endOfSupportOn: string | null;
  readonly criticality: 'low' | 'normal' | 'high' | 'critical';
}

export interface ReportContract {
  readonly number: string;
  readonly title: string;
  readonly partner: string;
  readonly yearlyCostCents: number;
  readonly endsOn: string | null;
  readonly noticeMonths: number;
  readonly renews: boolean;
}

export type ReportCertainty = 'measured' | 'estimated' | 'unknown';

/** An amount and how sure it is; certainty null = nobody has said anything. */
export interface ReportSum {
  readonly cents: number;
  readonly certainty: ReportCertainty | null;
  /** Some part of it is unknown. */
  readonly atLeast: boolean;
}

/** What the town spent in the years before the week, by cost area. */
export interface ReportSpending {
  readonly years: readonly (ReportSum & {
    readonly year: number;
    readonly measuredCents: number;
    readonly estimatedCents: number;
    readonly unknownParts: number;
    readonly measuredShare: number | null;
  })[];
  readonly areas: readonly { readonly name: string; readonly sums: readonly ReportSum[] }[];
}

export interface ReportBudgetLine {
  readonly year: number;
  readonly product: string;
  readonly account: string;
  readonly title: string;
  readonly kind: BudgetKind;
  readonly plannedCents: number;
  readonly amendedCents: number;
  readonly committedCents: number;
  readonly actualCents: number;
}

export interface ReportFinding {
  readonly number: string;
  readonly area: FindingArea;
  readonly title: string;
  readonly statement: string;
  readonly basis: string;
  readonly cause: string;
  readonly consequence: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** Earlier wordings with the reason for each change, oldest first; the current one is `statement`. */
  readonly history: readonly {
    readonly statement: string;
    readonly reason: string;
    readonly by: string;
    readonly on: string;
  }[];
  readonly reviews: readonly {
    readonly name: string;
    readonly title: string;
    readonly answer: 'agrees' | 'disagrees' | 'missing';
    readonly comment: string;
    readonly on: string;
    /** `F-12` where it was given to a finding that was merged into this one. */
    readonly answeredTo: string | null;
  }[];
  /** Findings that were merged into this one, in their last wording. */
  readonly merged: readonly { readonly number: string; readonly statement: string; readonly on: string }[];
  /** What it rests on, as labels: `VdS 10000 16.2`, `B-07`, `I-012 Server`. */
  readonly links: readonly string[];
  /** The class that holds, its own or that of its area. */
  readonly class: Confidentiality;
}

export interface ReportMeasure {
  readonly number: string;
  readonly title: string;
  readonly reason: string;
  readonly description: string;
  readonly horizon: Horizon;
  readonly status: MeasureStatus;
  readonly mandatory: boolean;
  readonly onceCostCents: number;
  readonly yearlyCostCents: number;
  readonly grantCents: number;
  readonly budgetKind: BudgetKind;
  readonly effortDays: number;
  readonly externalDays: number;
  /** Title of the role, not its key. */
  readonly responsible: string;
  readonly proof: string;
  readonly indicator: string;
  /** `YYYY-Qn`; null while it has no place on the roadmap. */
  readonly starts: string | null;
  readonly quarters: number;
  /** Numbers of the records it is linked with. */
  readonly findings: readonly string[];
  readonly goals: readonly string[];
  readonly needs: readonly string[];
  readonly budgetLine: string | null;
  readonly class: Confidentiality;
  /** Not part of the variant the report tells of. */
  readonly leftOut?: boolean;
}

/** A kept plan the report tells of as if it were in force, with what it assumed. */
export interface ReportVariant {
  readonly id: string;
  /** As it was called; empty where the name would give away what is not public. */
  readonly name: string;
  readonly reckonedOn: string;
  readonly proven: boolean;
  /** What a better plan could gain at most, in percent; null where nothing is known. */
  readonly gap: number | null;
  /** What it was reckoned from has changed since. */
  readonly outdated: boolean;
  /** Everything stands where the plan in force has it. */
  readonly inForce: boolean;
  readonly budgetPercent: number;
  readonly role: { readonly title: string; readonly percent: number } | null;
  readonly delayed: { readonly number: string; readonly quarters: number } | null;
  readonly held: readonly { readonly number: string; readonly quarter: string }[];
  /** Numbers of the measures that are not part of it. */
  readonly leftOut: readonly string[];
}

export interface YearFrame {
  readonly year: number;
  readonly resultCents: number;
  readonly investmentCents: number;
}

/** Whether duties from NIS2 and state law apply, for each legal unit; the disclaimer belongs beside it. */
export interface ReportLegalCheck {
  readonly asOf: string;
  readonly disclaimer: string;
  readonly units: readonly {
    readonly name: string;
    readonly kind: string;
    /** Title of the result, or the question that stands in the way. */
    readonly federal: ReportOutcome;
    readonly state: ReportOutcome;
  }[];
}
export type ReportOutcome =
  | { readonly applies: 'yes' | 'no' | 'check'; readonly title: string }
  | { readonly applies: 'open'; readonly title: string };

/** An assessment after the older edition beside today, chapters with a value on either side. */
export interface ReportOlder {
  readonly edition: string;
  readonly assessedOn: string;
  readonly source: string;
  readonly comparable: string;
  readonly rows: readonly {
    readonly code: string;
    readonly title: string;
    readonly before: number | null;
    readonly today: number | null;
    readonly difference: number | null;
    readonly confirmed: boolean;
  }[];
}

/** What the time of a function goes into; figures of groups only, `unknown` has none. */
export interface ReportActivity {
  readonly name: string;
  readonly certainty: 'measured' | 'estimated' | 'unknown';
  /** Whole per cent in the order of the kinds; null where nothing is known. */
  readonly shares: readonly number[] | null;
  readonly interruptionsPerDay: number | null;
  /** Days measured, each person by itself. */
  readonly days: number;
}

export interface ReportActivities {
  readonly kinds: readonly string[];
  readonly functions: readonly ReportActivity[];
  readonly total: ReportActivity;
  readonly from: string;
  readonly until: string;
  readonly chart: Chart | null;
}

export interface ResultsReport {
  readonly locale: 'de' | 'en';
  readonly writtenOn: string;
  readonly town: {
    readonly name: string;
    readonly state: string;
    readonly inhabitants: number;
    readonly itWorkplaces: number;
    readonly note: string;
  };
  readonly engagement: {
    readonly title: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly assignment: string;
  };
  readonly offices: readonly ReportOffice[];
  readonly sites: readonly ReportSite[];
  /** By site, those in scope first. */
  readonly rooms: readonly ReportRoom[];
  readonly agenda: readonly ReportAgendaEntry[];
  readonly developments: readonly ReportDevelopment[];
  readonly stakeholderGroups: readonly ReportStakeholderGroup[];
  readonly people: readonly ReportPerson[];
  readonly goals: readonly ReportGoal[];
  readonly successFactors: readonly { readonly title: string; readonly note: string }[];
  readonly unions: readonly ReportUnion[];
  /** Null where no legal unit was entered. */
  readonly legalCheck: ReportLegalCheck | null;
  /** Null where there is no older result. */
  readonly older: ReportOlder | null;
  readonly frameworks: readonly ReportFramework[];
  readonly items: readonly ReportItem[];
  readonly contracts: readonly ReportContract[];
  readonly budgetLines: readonly ReportBudgetLine[];
  readonly spending: ReportSpending;
  /** Null while nobody has kept a diary or given an estimate. */
  readonly activities: ReportActivities | null;
  readonly findings: readonly ReportFinding[];
  readonly measures: readonly ReportMeasure[];
  readonly frames: readonly YearFrame[];
  /** Null = the plan in force. */
  readonly variant: ReportVariant | null;
}

/** Charts that stand in the report, described by the modules that own their numbers. */
export interface ReportCharts {
  /** By id of the framework. */
  readonly levels: Readonly<Record<string, Chart>>;
  readonly cost: Chart | null;
  /** What was spent before the week. */
  readonly spending: Chart | null;
  readonly years: Chart | null;
}

/** The report in which each measure still carries its id. */
export type ReportInForce = Omit<ResultsReport, 'measures'> & {
  readonly measures: readonly (ReportMeasure & { readonly id: string })[];
};
