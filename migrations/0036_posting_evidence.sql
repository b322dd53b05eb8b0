-- A rating may rest on a posting.
alter table rating_link drop constraint rating_link_kind_check;
alter table rating_link
  add constraint rating_link_kind_check check (kind in ('item', 'web', 'posting')),
  add column posting_id uuid generated always as (case when kind = 'posting' then target_id end) stored,
  add foreign key (town_id, posting_id) references posting (town_id, id) on delete cascade;
create index rating_link_posting on rating_link (town_id, posting_id) where posting_id is not null;

-- What a line of the journal says is seen by who sees the line.
do $$ begin
  execute format('create policy line on journal_payload as restrictive for select using (current_user = %L
    or exists (select from journal j where j.town_id = journal_payload.town_id and j.id = journal_payload.journal_id))', current_user);
end $$;

-- Deletion after its time also ends what only the interview team may read; it runs for nobody of the team.
create or replace function app.in_interview_team() returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  with held as (
    select m.user_id, m.function from membership m
    where m.town_id = app.town() and m.function in ('consultant', 'head_of_it')
      and (m.valid_until is null or m.valid_until >= (now() at time zone 'Europe/Berlin')::date)
  )
  select coalesce(current_setting('app.retention', true), '') = 'on'
    or exists (select from held where user_id = app.actor() and function = 'consultant')
    or (not exists (select from held where function = 'consultant')
      and exists (select from held where user_id = app.actor() and function = 'head_of_it')) $$;
-- Who was interviewed loses the name when the years are over; what was said stays.
alter table respondent drop constraint respondent_name_check, add constraint respondent_name_check check (length(name) <= 200);
