import type { Fn } from '#kernel/functions';
import type { AnyRoute } from '#kernel/route';
import { activityContract as activity } from '#modules/activity/contract';
import { assessmentContract as assessment } from '#modules/assessment/contract';
import { budgetContract as budget } from '#modules/budget/contract';
import { catalogueContract as catalogue } from '#modules/catalogue/contract';
import { comparisonContract as comparison } from '#modules/comparison/contract';
import { effectContract as effect } from '#modules/effect/contract';
import { findingsContract as findings } from '#modules/findings/contract';
import { inventoryContract as inventory } from '#modules/inventory/contract';
import { measuresContract as measures } from '#modules/measures/contract';
import { organisationContract as organisation } from '#modules/organisation/contract';
import { TECHNICAL_READERS } from '#modules/reports';
import { reportsContract as reports } from '#modules/reports/contract';
import { roadmapContract as roadmap } from '#modules/roadmap/contract';
import { steeringContract as steering } from '#modules/steering/contract';
import type { LiveKinds } from '#platform/live/events';

const readersOf = (route: AnyRoute): readonly Fn[] => {
  const { may } = route['~orpc'].meta;
  return typeof may === 'string' ? [] : may;
};

/** Kinds whose changes are told as they happen, to those who may read such a record. A kind left out stays silent. */
export const liveKinds: LiveKinds = {
  engagement: readersOf(assessment.engagements.get),
  agenda_entry: readersOf(assessment.agenda.list),
  goal: readersOf(assessment.goals.get),
  success_factor: readersOf(assessment.successFactors.list),
  observation: readersOf(assessment.observations.get),
  checklist_answer: readersOf(assessment.walk),
  rating: readersOf(assessment.ratings.get),
  agenda_guest: readersOf(assessment.guests),
  agenda_invitation: readersOf(assessment.invitations),
  agenda_template: readersOf(assessment.agendaTemplate),
  gate_passage: readersOf(assessment.gates),
  goal_pair: readersOf(assessment.goalPairs.get),
  development: readersOf(assessment.developments.get),
  legal_unit: readersOf(assessment.legalUnits.get),
  legal_unit_answer: readersOf(assessment.legalUnitCheck),
  older_result: readersOf(assessment.olderResults.get),
  older_chapter: readersOf(assessment.olderComparison),
  interview: readersOf(assessment.interviews.get),
  respondent: readersOf(assessment.interviewSheet),
  answer: readersOf(assessment.interviewSheet),
  answer_evidence: readersOf(assessment.interviewSheet),
  rating_link: readersOf(assessment.ratingLinks),
  interview_note: readersOf(assessment.interviewSheet),
  finding: readersOf(findings.get),
  foreign_catalogue: readersOf(catalogue.own.overview),
  foreign_catalogue_version: readersOf(catalogue.own.get),
  catalogue_draft: readersOf(catalogue.drafts.get),
  catalogue_draft_row: readersOf(catalogue.drafts.rows),
  library_measure: readersOf(catalogue.ownLibrary.list),
  requirement_correction: readersOf(catalogue.corrections.list),
  control_answer: readersOf(catalogue.own.controls),
  finding_proposal: readersOf(findings.proposals.list),
  review_round: readersOf(findings.rounds.get),
  review_guest: readersOf(findings.rounds.guests),
  measure: readersOf(measures.get),
  measure_decision: readersOf(measures.get),
  measure_package: readersOf(measures.packages.all),
  measure_economy: readersOf(measures.economy.get),
  measure_replacement: readersOf(measures.economy.get),
  role_rate: readersOf(measures.economy.rates.list),
  measure_indicator: readersOf(effect.indicator),
  indicator_value: readersOf(effect.indicator),
  measure_review: readersOf(effect.reviews),
  measure_follow_up: readersOf(effect.reviews),
  measure_report: readersOf(effect.reports.get),
  measure_task: readersOf(effect.tasks.get),
  steering_meeting: readersOf(steering.meetings.get),
  steering_member: readersOf(steering.members.list),
  steering_item: readersOf(steering.items.list),
  steering_resolution: readersOf(steering.resolutions.list),
  comparison_membership: readersOf(comparison.comparison),
  year_frame: readersOf(roadmap.frames.list),
  role_time: readersOf(roadmap.roleTimes.list),
  plan_condition: readersOf(roadmap.conditions.list),
  roadmap_plan: readersOf(roadmap.plans),
  measure_way: readersOf(roadmap.ways.list),
  roadmap_baseline: readersOf(roadmap.progress),
  document_section: readersOf(reports.documents.get),
  document_version: readersOf(reports.documents.all),
  document_brand: readersOf(reports.documents.all),
  // Some are for those alone who run the IT.
  document_block: readersOf(reports.blocks.create),
  item: readersOf(inventory.items.get),
  agent_token: readersOf(inventory.agentTokens),
  support_end: readersOf(inventory.supportEnds.get),
  item_relation: readersOf(inventory.relations.get),
  item_use: readersOf(inventory.uses.get),
  contract: readersOf(budget.contracts.get),
  budget_line: readersOf(budget.lines.get),
  posting: readersOf(budget.spending.postings.get),
  spending_entry: readersOf(budget.spending.entries.get),
  activity_estimate: readersOf(activity.estimates.get),
  activity_release: readersOf(activity.overview),
  office: readersOf(organisation.offices.get),
  site: readersOf(organisation.sites.get),
  room: readersOf(organisation.rooms.get),
  person: readersOf(organisation.people.get),
  duty: readersOf(organisation.duties.get),
  stakeholder_group: readersOf(organisation.stakeholderGroups.get),
  member: readersOf(organisation.members),
  access_handover: readersOf(organisation.leaving),
};

/**
 * Who may read the story of a record: whoever is told of it. What was written and issued holds every class of confidentiality, so that
 * its story is for those alone who may have the fullest edition.
 */
export const storyKinds: LiveKinds = {
  ...liveKinds,
  document_section: TECHNICAL_READERS,
  document_wording: TECHNICAL_READERS,
  document_version: TECHNICAL_READERS,
};
