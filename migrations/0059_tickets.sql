-- Desks, their people and categories, tickets with answers and notes. A ticket is seen by the members of its desk; who asked for it
-- sees it and its answers, never a note; a private one is seen by the leads of the desk and who has it.
create table desk (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null check (length(name) between 1 and 120),
  prefix text not null check (prefix ~ '^[A-Z]{2,6}$'),
  owner_office_id uuid,
  description text not null default '' check (length(description) <= 2000),
  hours text not null default '' check (length(hours) <= 500),
  active boolean not null default true,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, prefix),
  constraint desk_town_id_owner_office_id_fkey foreign key (town_id, owner_office_id) references office (town_id, id)
);
create index desk_owner_office on desk (town_id, owner_office_id) where owner_office_id is not null;
call app.protect('desk');

create table desk_member (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, desk_id uuid not null,
  user_id uuid not null, name text not null check (length(name) between 1 and 200),
  role text not null check (role in ('agent', 'lead')),
  active boolean not null default true,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint desk_member_town_id_user_id_key unique (town_id, desk_id, user_id),
  unique (town_id, desk_id, id),
  foreign key (town_id, desk_id) references desk (town_id, id) on delete cascade
);
create index desk_member_user on desk_member (town_id, user_id);
call app.protect('desk_member');

create table desk_category (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, desk_id uuid not null,
  parent_id uuid, name text not null check (length(name) between 1 and 120),
  position int not null default 0, active boolean not null default true,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, desk_id, id),
  constraint desk_category_town_id_name_key unique nulls not distinct (town_id, desk_id, parent_id, name),
  foreign key (town_id, desk_id) references desk (town_id, id) on delete cascade,
  constraint desk_category_town_id_parent_id_fkey foreign key (town_id, desk_id, parent_id)
    references desk_category (town_id, desk_id, id)
);
call app.protect('desk_category');

-- The desks of who acts; `*` = jobs and commands of the house. Told to the transaction like town and offices.
create function app.bind_desks() returns text language sql volatile as $$
  select set_config('app.desks', coalesce(string_agg(m.desk_id::text, ','), ''), true)
      || set_config('app.led', coalesce(string_agg(m.desk_id::text, ',') filter (where m.role = 'lead'), ''), true)
      || set_config('app.seats', coalesce(string_agg(m.id::text, ','), ''), true)
  from desk_member m where m.town_id = app.town() and m.user_id = app.actor() and m.active $$;
comment on function app.bind_desks() is 'app: the desks of the person acting, for this transaction';

create function app.sees_desk(desk uuid) returns boolean language sql stable as
$$ select current_setting('app.desks', true) = '*' or desk::text = any (string_to_array(current_setting('app.desks', true), ',')) $$;
comment on function app.sees_desk(uuid) is 'app: does this transaction act for a member of that desk';

create function app.leads_desk(desk uuid) returns boolean language sql stable as
$$ select current_setting('app.desks', true) = '*' or desk::text = any (string_to_array(current_setting('app.led', true), ',')) $$;
comment on function app.leads_desk(uuid) is 'app: does this transaction act for a lead of that desk';

create function app.has_seat(member uuid) returns boolean language sql stable as
$$ select coalesce(member::text = any (string_to_array(current_setting('app.seats', true), ',')), false) $$;
comment on function app.has_seat(uuid) is 'app: is that member of a desk the person acting';

-- The same as sets, reckoned once for a statement that looks at many tickets.
create function app.all_desks() returns boolean language sql stable as $$ select coalesce(current_setting('app.desks', true) = '*', false) $$;
comment on function app.all_desks() is 'app: does this transaction act for the house itself';
create function app.ids_in(setting text) returns uuid[] language sql stable as
$$ select coalesce(string_to_array(nullif(nullif(current_setting(setting, true), ''), '*'), ',')::uuid[], '{}') $$;
comment on function app.ids_in(text) is 'app: the ids that a setting of this transaction names';

create table ticket (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, desk_id uuid not null, number int not null,
  title text not null check (length(title) between 1 and 200),
  description text not null default '' check (length(description) <= 20000),
  -- A person of the organisation or an account; the name stays readable when the account is gone.
  requester_id uuid, requester_user_id uuid, requester_name text not null check (length(requester_name) <= 200),
  affected_id uuid, room_id uuid, category_id uuid, assignee_id uuid,
  impact smallint not null check (impact between 1 and 3), urgency smallint not null check (urgency between 1 and 3),
  priority smallint not null check (priority between 1 and 4),
  status text not null check (status ~ '^[a-z][a-z_]{0,40}$'),
  parked_until date, deadline date,
  channel text not null check (channel in ('phone', 'portal', 'person')),
  private boolean not null default false,
  answered_at timestamptz, solved_at timestamptz, closed_at timestamptz, reopened int not null default 0,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, desk_id, number),
  foreign key (town_id, desk_id) references desk (town_id, id),
  foreign key (town_id, requester_id) references person (town_id, id) on delete set null (requester_id),
  foreign key (town_id, affected_id) references person (town_id, id) on delete set null (affected_id),
  foreign key (town_id, room_id) references room (town_id, id) on delete set null (room_id),
  constraint ticket_town_id_category_id_fkey foreign key (town_id, desk_id, category_id) references desk_category (town_id, desk_id, id),
  constraint ticket_town_id_assignee_id_fkey foreign key (town_id, desk_id, assignee_id) references desk_member (town_id, desk_id, id)
);
create index ticket_queue on ticket (town_id, desk_id, priority, id) where closed_at is null and solved_at is null;
create index ticket_requester_user on ticket (town_id, requester_user_id, id) where requester_user_id is not null;
create index ticket_requester on ticket (town_id, requester_id) where requester_id is not null;
create index ticket_affected on ticket (town_id, affected_id) where affected_id is not null;
create index ticket_room on ticket (town_id, room_id) where room_id is not null;
create index ticket_category on ticket (town_id, category_id) where category_id is not null;
create index ticket_assignee on ticket (town_id, assignee_id) where assignee_id is not null;
create index ticket_parked on ticket (town_id, parked_until) where parked_until is not null;
call app.protect('ticket');
do $$ begin
  execute format('create policy desk on ticket as restrictive using (current_user = %L or requester_user_id = app.actor()
    or (select app.all_desks()) or (desk_id = any ((select app.ids_in(''app.desks''))::uuid[]) and (not private
      or desk_id = any ((select app.ids_in(''app.led''))::uuid[]) or assignee_id = any ((select app.ids_in(''app.seats''))::uuid[]))))',
    current_user);
end $$;

-- What the person asking reads and writes.
create table ticket_answer (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, ticket_id uuid not null,
  by_requester boolean not null, author_name text not null check (length(author_name) <= 200), author_user_id uuid,
  body text not null check (length(body) between 1 and 20000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, ticket_id) references ticket (town_id, id) on delete cascade
);
create index ticket_answer_ticket on ticket_answer (town_id, ticket_id, id);
call app.protect('ticket_answer');

-- What stays within the desk: a table of its own, so that no answer can become of it by a forgotten condition.
create table ticket_note (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, ticket_id uuid not null,
  author_name text not null check (length(author_name) <= 200), author_user_id uuid,
  body text not null check (length(body) between 1 and 20000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, ticket_id) references ticket (town_id, id) on delete cascade
);
create index ticket_note_ticket on ticket_note (town_id, ticket_id, id);
call app.protect('ticket_note');

-- The ticket is looked for under the policies of who asks: whoever does not see it sees nothing that hangs on it. Who asked for a ticket
-- may be a member of its desk as well, and yet not see a private one as such: so for notes the whole condition is said once more.
do $$ begin
  execute format('create policy ticket on ticket_answer as restrictive using (current_user = %L
    or exists (select from ticket t where t.town_id = ticket_answer.town_id and t.id = ticket_answer.ticket_id))', current_user);
  execute format('create policy ticket on ticket_note as restrictive using (current_user = %L
    or exists (select from ticket t where t.town_id = ticket_note.town_id and t.id = ticket_note.ticket_id
      and app.sees_desk(t.desk_id) and (not t.private or app.leads_desk(t.desk_id) or app.has_seat(t.assignee_id))))', current_user);
end $$;

-- A line of the story is seen by who sees the record as its desk does; within the transaction that wrote it, else nobody could write one
-- about a ticket of another desk. The payload follows its line (policy `line`).
create function app.is_guarded(kind text) returns boolean language sql immutable as
$$ select kind in ('ticket', 'ticket_answer', 'ticket_note') $$;
comment on function app.is_guarded(text) is 'app: records that are seen by their desk alone';
do $$ begin
  execute format('create policy desk on journal as restrictive for select using (not app.is_guarded(kind) or current_user = %L
    or current_setting(''app.desks'', true) = ''*'' or xid = pg_current_xact_id_if_assigned()
    or case kind
      when ''ticket'' then exists (select from ticket t where t.town_id = journal.town_id and t.id = journal.record_id
        and app.sees_desk(t.desk_id) and (not t.private or app.leads_desk(t.desk_id) or app.has_seat(t.assignee_id)))
      when ''ticket_answer'' then exists (select from ticket_answer a where a.town_id = journal.town_id and a.id = journal.record_id)
      else exists (select from ticket_note n where n.town_id = journal.town_id and n.id = journal.record_id) end)', current_user);
end $$;

-- Of what is guarded only the machine itself is told.
-- Stable, so that horizon and rows are of one snapshot. At most 2,000 rows of all towns are looked at and 500 told; "upto"
-- is where the next call goes on, "held" says that something is committed that a running transaction still holds back.
create or replace function app.door_live(after_xid xid8, after_id bigint) returns json language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  snapshot pg_snapshot := pg_current_snapshot();
  horizon xid8 := pg_snapshot_xmin(snapshot);
  answer json;
begin
  with scanned as materialized (
    select r from journal r where (r.xid, r.id) > (after_xid, after_id) and r.xid < horizon order by r.xid, r.id limit 2000
  ), told as materialized (
    select (r).xid, (r).id, (r).kind, (r).record_id, (r).event, (r).office_id, (r).actor_id, app.is_draft(r) as draft from scanned
    where (r).town_id = app.town() and app.sees((r).office_id)
      and (not app.is_guarded((r).kind) or current_setting('app.desks', true) = '*')
      and (current_setting('app.drafts', true) = 'on' or not app.is_draft(r))
    order by (r).xid, (r).id limit 500
  ), upto as (
    select xid, id from (select xid, id from told order by xid desc, id desc limit 1) l where (select count(*) from told) = 500
    union all
    select (r).xid, (r).id from (select r from scanned order by (r).xid desc, (r).id desc limit 1) l
      where (select count(*) from told) < 500 and (select count(*) from scanned) = 2000
  )
  select json_build_object(
    'rows', coalesce((select json_agg(json_build_object('cursor', t.xid || '-' || t.id, 'kind', t.kind, 'id', t.record_id,
      'event', t.event, 'office', t.office_id, 'draft', t.draft) order by t.xid, t.id) from told t), '[]'::json),
    'more', exists (select 1 from upto),
    'upto', coalesce((select u.xid || '-' || u.id from upto u), horizon || '-0'),
    'held', exists (select 1 from journal r where r.xid >= horizon and r.xid < pg_snapshot_xmax(snapshot) and r.town_id = app.town()))
  into answer;
  return answer;
end $$;
-- Office and state of a record as its last journal line tells; nothing for who may not see it, or when it is gone.
create or replace function app.live_record(of_kind text, of_id uuid) returns table (office_id uuid, draft boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select j.office_id, app.is_draft(j) from (select r.* from journal r
      where r.town_id = app.town() and r.record_id = of_id and r.kind = of_kind order by r.id desc limit 1) j
  where j.event not like '%.removed' and app.sees(j.office_id)
    and (not app.is_guarded(j.kind) or current_setting('app.desks', true) = '*')
    and (current_setting('app.drafts', true) = 'on' or not app.is_draft(j)) $$;
