-- What stands in for a requirement, and what a town has found in its own copy of a standard.
alter table rating
  add column covered_by text not null default '' check (length(covered_by) <= 500),
  add column risk_reason text not null default '' check (length(risk_reason) <= 2000);

create table requirement_correction (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  framework text not null, requirement text not null,
  modal text check (modal in ('MUST', 'SHOULD', 'MAY')),
  frequency text check (frequency in ('yearly', 'on_change', 'once', 'none')),
  source text not null check (length(source) between 1 and 1000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, framework, requirement)
);
call app.protect('requirement_correction');
