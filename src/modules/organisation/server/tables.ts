/** Row types of this module's tables; columns shared by all records are added by the platform. */
export interface OrganisationTables {
  office: {
    town_id: string;
    id: string;
    name: string;
    short: string;
    it_workplaces: number;
    head_title: string;
  };
  site: {
    town_id: string;
    id: string;
    name: string;
    kind: string;
    street: string;
    in_scope: boolean;
    scope_note: string;
  };
  room: { town_id: string; id: string; site_id: string; name: string; kind: string; note: string };
  stakeholder_group: {
    town_id: string;
    id: string;
    name: string;
    concern: string;
    influence: number;
    interest: number;
  };
  person: {
    town_id: string;
    id: string;
    name: string;
    title: string;
    email: string;
    works_in_id: string | null;
    stakeholder_group_id: string | null;
    concern: string;
    influence: number | null;
    login: string;
    personnel_key: string;
    phone: string;
    room_id: string | null;
    left_on: string | null;
  };
  duty: {
    town_id: string;
    id: string;
    person_id: string;
    role: string;
    share_percent: number;
    since: string | null;
    note: string;
  };
}
