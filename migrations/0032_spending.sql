-- What the town has spent on IT: postings of its accounting, and figures that people gave where no posting says so.
create table posting (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  year int not null check (year between 1990 and 2100), booked_on date,
  document text not null check (length(document) between 1 and 60),
  line text not null default '1' check (length(line) between 1 and 20),
  partner text not null default '' check (length(partner) <= 200),
  text text not null default '' check (length(text) <= 1000),
  product text not null default '' check (length(product) <= 40),
  account text not null default '' check (length(account) <= 40),
  -- Spending is positive; credit notes and reversals are negative.
  amount_cents bigint not null,
  cost_area text not null default 'unassigned' check (cost_area in
    ('data_centre', 'network', 'applications', 'workplaces', 'telecommunication', 'staff', 'other', 'unassigned')),
  contract_id uuid,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  -- Known again by document and line, never by content: two like postings of one day are two.
  primary key (town_id, id), constraint posting_town_id_document_key unique (town_id, year, document, line),
  foreign key (town_id, contract_id) references contract (town_id, id)
);
create index posting_area on posting (town_id, year, cost_area);
create index posting_contract on posting (town_id, contract_id);
call app.protect('posting');

create table spending_entry (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  year int not null check (year between 1990 and 2100),
  cost_area text not null default 'unassigned' check (cost_area in
    ('data_centre', 'network', 'applications', 'workplaces', 'telecommunication', 'staff', 'other', 'unassigned')),
  title text not null check (length(title) between 1 and 200),
  amount_cents bigint,
  certainty text not null check (certainty in ('measured', 'estimated', 'unknown')),
  basis text not null default 'other' check (basis in ('invoice', 'contract', 'budget', 'estimate', 'other')),
  source text not null default '' check (length(source) <= 1000),
  -- Key of the usual item that the guided entry asked for; empty for a figure of one's own.
  item text not null default '' check (length(item) <= 60),
  contract_id uuid,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  constraint spending_entry_amount_cents_check check ((amount_cents is null) = (certainty = 'unknown')),
  primary key (town_id, id),
  foreign key (town_id, contract_id) references contract (town_id, id)
);
create unique index spending_entry_town_id_item_key on spending_entry (town_id, year, item) where item <> '';
create index spending_entry_area on spending_entry (town_id, year, cost_area);
create index spending_entry_contract on spending_entry (town_id, contract_id);
call app.protect('spending_entry');

alter table contract add column cost_area text not null default 'unassigned' check (cost_area in
  ('data_centre', 'network', 'applications', 'workplaces', 'telecommunication', 'staff', 'other', 'unassigned'));

alter table finding_link drop constraint finding_link_kind_check;
alter table finding_link add constraint finding_link_kind_check
  check (kind in ('rating', 'observation', 'item', 'posting'));

alter table file drop constraint file_record_kind_check;
alter table file
  add constraint file_record_kind_check
    check (record_kind in ('finding', 'measure', 'item', 'room', 'site', 'contract', 'observation', 'rating',
      'answer_evidence', 'posting', 'spending_entry')),
  add column posting_id uuid generated always as (case when record_kind = 'posting' then record_id end) stored,
  add column spending_entry_id uuid generated always as (case when record_kind = 'spending_entry' then record_id end) stored,
  add foreign key (town_id, posting_id) references posting (town_id, id) on delete cascade,
  add foreign key (town_id, spending_entry_id) references spending_entry (town_id, id) on delete cascade;
create index file_posting on file (town_id, posting_id) where posting_id is not null;
create index file_spending_entry on file (town_id, spending_entry_id) where spending_entry_id is not null;
create trigger files_follow after update of office_id on posting for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('posting');
create trigger files_follow after update of office_id on spending_entry for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('spending_entry');
