import { m } from '#texts';

/** Tables as people call what lies in them. */
const WORDS: Record<string, () => string> = {
  agenda_entry: m.privacy_of_agenda,
  api_token: m.privacy_of_tokens,
  contract: m.privacy_of_contracts,
  draft: m.privacy_of_drafts,
  duty: m.privacy_of_duties,
  file: m.privacy_of_files,
  finding: m.privacy_of_findings,
  finding_review: m.privacy_of_reviews,
  finding_wording: m.privacy_of_wordings,
  goal: m.privacy_of_goals,
  idempotency: m.privacy_of_requests,
  invitation: m.privacy_of_invitations,
  item: m.privacy_of_items,
  journal: m.privacy_of_journal,
  journal_payload: m.privacy_of_journal,
  measure: m.privacy_of_measures,
  membership: m.privacy_of_functions,
  observation: m.privacy_of_observations,
  person: m.privacy_of_people,
  presence: m.privacy_of_presence,
  saved_view: m.privacy_of_views,
  search_entry: m.privacy_of_search,
};
export const tableWord = (table: string): string => WORDS[table]?.() ?? table;
