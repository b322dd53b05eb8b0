-- Interviews of the analysis week: who is asked what, and what they said. Single answers and notes stay with the team.

create table interview (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- Names as agreed, for the list; who really answers is a respondent.
  people text not null default '' check (length(people) <= 500),
  roles text[] not null default '{}', site_ids text[] not null default '{}', without text[] not null default '{}',
  depth int not null default 1 check (depth between 1 and 3),
  minutes int not null default 60 check (minutes between 5 and 480),
  day int not null default 1 check (day between 1 and 5),
  starts text not null default '' check (starts ~ '^(([01]\d|2[0-3]):[0-5]\d)?$'),
  status text not null default 'planned' check (status in ('planned', 'running', 'done')),
  -- The question everybody in the room looks at, and the code that leads there.
  current_question text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
create index interview_engagement on interview (town_id, engagement_id, day, starts);
call app.protect('interview');

-- Where a town has a consultancy, only it sees what single people said; without one the head of IT leads the week.
create function app.in_interview_team() returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  with held as (
    select m.user_id, m.function from membership m
    where m.town_id = app.town() and m.function in ('consultant', 'head_of_it')
      and (m.valid_until is null or m.valid_until >= (now() at time zone 'Europe/Berlin')::date)
  )
  select exists (select from held where user_id = app.actor() and function = 'consultant')
    or (not exists (select from held where function = 'consultant')
      and exists (select from held where user_id = app.actor() and function = 'head_of_it')) $$;
comment on function app.in_interview_team() is 'app: whether the person acting may see what single people said';

-- Somebody without an account who answers by code or link: sees and writes what is theirs alone.
create function app.respondent() returns uuid language sql stable as
  $$ select nullif(current_setting('app.respondent', true), '')::uuid $$;
comment on function app.respondent() is 'app: who answers in this transaction without an account';

create procedure app.team_only(target regclass, own text) language plpgsql as $$ begin
  execute format('create policy team on %s as restrictive using (app.in_interview_team() or %s = app.respondent() or current_user = %L)',
    target, own, current_user);
end $$;

create table respondent (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  interview_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  email text not null default '' check (length(email) <= 200),
  works_in_id uuid,
  -- How somebody without an account answers: in the room, or single questions by a link.
  way text not null default 'team' check (way in ('team', 'room', 'link')),
  token_hash bytea unique,
  token_until timestamptz,
  -- Questions that were handed over by link; empty = all of the interview.
  questions text[] not null default '{}',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, interview_id) references interview (town_id, id) on delete cascade,
  foreign key (town_id, works_in_id) references office (town_id, id) on delete set null (works_in_id)
);
create index respondent_interview on respondent (town_id, interview_id);
call app.protect('respondent');
call app.team_only('respondent', 'id');

create table answer (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, interview_id uuid not null, respondent_id uuid not null,
  -- Key of the question, e.g. itil:SD-1, with @ and the site where it is asked at each.
  question text not null check (length(question) between 3 and 120),
  state text not null check (state in ('level', 'unknown', 'not_applicable')),
  level int check (level between 0 and 5),
  reason text not null default '' check (length(reason) <= 1000),
  evidence text not null default '' check (length(evidence) <= 4000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, respondent_id, question),
  check ((state = 'level') = (level is not null)),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, interview_id) references interview (town_id, id) on delete cascade,
  foreign key (town_id, respondent_id) references respondent (town_id, id) on delete cascade
);
create index answer_engagement on answer (town_id, engagement_id, question);
create index answer_interview on answer (town_id, interview_id);
call app.protect('answer');
call app.team_only('answer', 'respondent_id');

create table interview_note (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  interview_id uuid not null,
  question text not null default '' check (length(question) <= 120),
  note text not null check (length(note) between 1 and 8000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, interview_id, question),
  foreign key (town_id, interview_id) references interview (town_id, id) on delete cascade
);
call app.protect('interview_note');
call app.team_only('interview_note', 'null::uuid');

-- What everybody may know of the answers: question, state and level, with a number in place of the person. The numbers
-- are drawn anew for each question, so that nobody can be followed from one question to the next.
create function app.answers_without_names(of_engagement uuid) returns table (question text, respondent int, state text, level int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.question, (row_number() over (partition by a.question order by a.level nulls last, a.state))::int, a.state, a.level
  from answer a where a.town_id = app.town() and a.engagement_id = of_engagement and app.sees(a.office_id) $$;
comment on function app.answers_without_names(uuid) is 'door: levels given to each question of a week in the town of the transaction, without who gave them';

-- Somebody with the code of a room or a link for single questions; nothing when it has ended.
create function app.door_respondent(hash bytea, moment timestamptz)
  returns table (town_id uuid, slug text, town text, interview_id uuid, respondent_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.town_id, t.slug, t.name, r.interview_id, r.id from respondent r join town t on t.id = r.town_id
  where r.token_hash = hash and r.token_until > moment $$;
comment on function app.door_respondent(bytea, timestamptz) is 'door: who answers with a code or link';

-- The story of a record is told to whoever may read it.
do $$ begin
  execute format('create policy team on journal as restrictive for select using
    (kind not in (''respondent'', ''answer'', ''interview_note'') or app.in_interview_team() or app.respondent() is not null or current_user = %L)', current_user);
end $$;
