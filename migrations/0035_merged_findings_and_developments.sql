-- Findings that say the same become one. The others stay under their number and lead to the one that was kept;
-- merge_batch and merged_at name the transaction, so that the journal can take it back.
alter table finding
  add column merged_into uuid,
  -- Where the finding stood before: a draft that was merged is no more seen than a draft.
  add column merged_status text check (merged_status in ('draft', 'in_review', 'confirmed', 'corrected', 'disputed')),
  add column merge_batch text,
  add column merged_at timestamptz;
alter table finding drop constraint finding_status_check;
alter table finding add constraint finding_status_check check
  (status in ('draft', 'in_review', 'confirmed', 'corrected', 'disputed', 'merged'));
alter table finding add check ((status = 'merged') = (merged_into is not null)),
  add check ((merged_into is null) = (merged_status is null)),
  add check (merged_into <> id),
  add foreign key (town_id, merged_into) references finding (town_id, id);
create index finding_merged_into on finding (town_id, merged_into) where merged_into is not null;

do $$ begin
  execute format('alter policy draft on finding using ((status <> ''draft'' and merged_status is distinct from ''draft'')
    or current_setting(''app.drafts'', true) = ''on'' or current_user = %L)', current_user);
end $$;

create or replace function app.is_draft(j journal) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select j.kind = 'finding' and coalesce(
    (select f.status = 'draft' or f.merged_status is not distinct from 'draft'
      from finding f where f.town_id = j.town_id and f.id = j.record_id),
    (select p.payload::jsonb #>> '{changes,status,0}' = 'draft' from journal r
      join journal_payload p on p.town_id = r.town_id and p.journal_id = r.id
      where r.town_id = j.town_id and r.record_id = j.record_id and r.event = 'finding.removed' order by r.id desc limit 1),
    true) $$;

-- Evidence that came with a proposal does not keep other proposals about the same thing away; it says so itself, since it
-- may move to a finding that somebody has written.
alter table finding_link add column by_proposal boolean not null default false;
update finding_link l set by_proposal = true
  where exists (select from finding_proposal p where p.town_id = l.town_id and p.finding_id = l.finding_id);

-- What else the town plans and a measure has to fit with.
create table measure_development (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null, development_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, measure_id, development_id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, development_id) references development (town_id, id)
);
create index measure_development_development on measure_development (town_id, development_id);
call app.protect('measure_development');
