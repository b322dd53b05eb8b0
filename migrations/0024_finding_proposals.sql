-- What stands behind a finding, what follows from it and how heavy it weighs; which proposals have been decided.
alter table finding
  add column cause text not null default '' check (length(cause) <= 4000),
  add column consequence text not null default '' check (length(consequence) <= 4000),
  add column impact int check (impact between 1 and 3),
  add column likelihood int check (likelihood between 1 and 3),
  add check ((impact is null) = (likelihood is null));

alter table item add column backup text not null default 'unknown'
  check (backup in ('unknown', 'yes', 'no', 'not_needed'));

-- A proposal is worked out anew each time; this remembers those that became a finding or were set aside.
create table finding_proposal (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, source text not null check (length(source) between 1 and 200),
  finding_id uuid, reason text not null default '' check (length(reason) <= 1000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, engagement_id, source),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, finding_id) references finding (town_id, id) on delete cascade
);
create index finding_proposal_finding on finding_proposal (town_id, finding_id);
call app.protect('finding_proposal');
