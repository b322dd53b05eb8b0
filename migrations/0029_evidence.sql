-- What somebody lays before to a question of an interview (photos, a PDF), and what a rating rests on.

-- One per respondent and question, also before an answer is given: files hang on it and go with the respondent.
create table answer_evidence (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  interview_id uuid not null, respondent_id uuid not null,
  question text not null check (length(question) between 3 and 120),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, respondent_id, question),
  foreign key (town_id, interview_id) references interview (town_id, id) on delete cascade,
  foreign key (town_id, respondent_id) references respondent (town_id, id) on delete cascade
);
create index answer_evidence_interview on answer_evidence (town_id, interview_id);
call app.protect('answer_evidence');
call app.team_only('answer_evidence', 'respondent_id');

-- Kinds of what a rating rests on beside its files. A further kind is one more value here and one column that refers to it.
create table rating_link (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  rating_id uuid not null,
  kind text not null check (kind in ('item', 'web')),
  target_id uuid,
  item_id uuid generated always as (case when kind = 'item' then target_id end) stored,
  url text not null default '' check (length(url) <= 1000 and (kind <> 'web' or url ~ '^https://')),
  label text not null default '' check (length(label) <= 200),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  check ((kind = 'web') = (target_id is null)),
  unique nulls not distinct (town_id, rating_id, kind, target_id, url),
  foreign key (town_id, rating_id) references rating (town_id, id) on delete cascade,
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade
);
create index rating_link_item on rating_link (town_id, item_id) where item_id is not null;
call app.protect('rating_link');

alter table file drop constraint file_record_kind_check;
alter table file
  add constraint file_record_kind_check check (record_kind in
    ('finding', 'measure', 'item', 'room', 'site', 'contract', 'observation', 'rating', 'answer_evidence')),
  add column rating_id uuid generated always as (case when record_kind = 'rating' then record_id end) stored,
  add column answer_evidence_id uuid generated always as (case when record_kind = 'answer_evidence' then record_id end) stored,
  add foreign key (town_id, rating_id) references rating (town_id, id) on delete cascade,
  add foreign key (town_id, answer_evidence_id) references answer_evidence (town_id, id) on delete cascade;
create index file_rating on file (town_id, rating_id) where rating_id is not null;
create index file_answer_evidence on file (town_id, answer_evidence_id) where answer_evidence_id is not null;
create trigger files_follow after update of office_id on rating for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('rating');
create trigger files_follow after update of office_id on answer_evidence for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('answer_evidence');

-- A file of an answer is as confidential as the answer, and so is its story.
do $$ begin
  execute format('create policy team on file as restrictive using (record_kind <> ''answer_evidence'' or (select app.in_interview_team())
    or exists (select from answer_evidence e where e.town_id = file.town_id and e.id = file.record_id and e.respondent_id = app.respondent())
    or current_user = %L)', current_user);
  execute 'drop policy team on journal';
  execute format('create policy team on journal as restrictive for select using
    (kind not in (''respondent'', ''answer'', ''answer_evidence'', ''interview_note'') or (select app.in_interview_team()) or app.respondent() is not null or current_user = %L)', current_user);
end $$;

-- The sweep by night must know of every file, also of those it may not see: else it would take their content away.
create function app.door_file_hashes() returns table (sha256 text) language sql stable security definer
  set search_path = public, pg_temp as $$
  select distinct f.sha256 from file f where f.town_id = app.town() $$;
comment on function app.door_file_hashes() is 'door: which contents the files of the town of the transaction name';
