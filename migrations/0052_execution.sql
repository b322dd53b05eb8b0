-- Who answers for a measure by name, and the contract under which its consultants work.
alter table measure add column owner_id uuid, add column consult_contract_id uuid,
  add foreign key (town_id, owner_id) references person (town_id, id) on delete set null (owner_id),
  add foreign key (town_id, consult_contract_id) references contract (town_id, id);
create index measure_owner on measure (town_id, owner_id) where owner_id is not null;
create index measure_consult_contract on measure (town_id, consult_contract_id) where consult_contract_id is not null;

-- Hours of consultants that were agreed for the whole term; empty where none were.
alter table contract add column hours double precision check (hours between 0 and 100000),
  add column hour_rate_cents bigint check (hour_rate_cents between 0 and 10000000);

-- The contract that a month's hours were worked under: it stays when the measure goes on under another one.
alter table measure_report add column contract_id uuid,
  add foreign key (town_id, contract_id) references contract (town_id, id);
create index measure_report_contract on measure_report (town_id, contract_id) where contract_id is not null;
