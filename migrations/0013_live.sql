-- Live updates: a notification only wakes, the journal is the truth. The cursor is (xid, id) below the oldest running
-- transaction: what commits late stands above it and is read later, never skipped.
create function app.wake_live() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_notify('sollstand_live', f.town_id::text) from (select distinct town_id from fresh) f;
  return null;
end $$;
create trigger live after insert on journal referencing new table as fresh for each statement execute function app.wake_live();

-- A finding that nobody has been shown yet; of one that is gone, the line of its removal tells, and in doubt it was one.
create function app.is_draft(j journal) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select j.kind = 'finding' and coalesce(
    (select f.status = 'draft' from finding f where f.town_id = j.town_id and f.id = j.record_id),
    (select p.payload::jsonb #>> '{changes,status,0}' = 'draft' from journal r
      join journal_payload p on p.town_id = r.town_id and p.journal_id = r.id
      where r.town_id = j.town_id and r.record_id = j.record_id and r.event = 'finding.removed' order by r.id desc limit 1),
    true) $$;

-- Stable, so that horizon and rows are of one snapshot. At most 2,000 rows of all towns are looked at and 500 told; "upto"
-- is where the next call goes on, "held" says that something is committed that a running transaction still holds back.
create function app.door_live(after_xid xid8, after_id bigint) returns json language plpgsql stable security definer
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
comment on function app.door_live(xid8, bigint) is 'door: what changed in the town of the transaction since a cursor, without contents';

-- Who may still listen. A stream is no request: unlike app.door_session this does not count as use of the session.
create function app.door_live_rights(sessions bytea[], tokens bytea[], moment timestamptz)
  returns table (hash text, who json) language sql stable security definer set search_path = public, pg_temp as $$
  with holder as (
    select s.token_hash, s.user_id, null::uuid as town_id from session s
      where s.token_hash = any (sessions) and s.expires_at > moment and s.seen_at > moment - interval '2 hours'
    union all
    select k.token_hash, k.user_id, k.town_id from api_token k where k.token_hash = any (tokens) and k.expires_at > moment
  )
  select encode(h.token_hash, 'hex'), coalesce((select json_agg(json_build_object('townId', m.town_id, 'function', m.function, 'officeId', m.only_office_id))
      from membership m where m.user_id = h.user_id and (h.town_id is null or m.town_id = h.town_id)
        and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)), '[]'::json)
  from holder h join app_user u on u.id = h.user_id and u.disabled_at is null $$;
comment on function app.door_live_rights(bytea[], bytea[], timestamptz) is 'door: functions behind sessions and tokens that hold a stream open';

-- Who reads or writes a record at the moment; lost at a crash, and nobody misses it.
create unlogged table presence (
  town_id uuid not null references town (id) on delete cascade,
  record_id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  tab uuid not null,
  kind text not null check (length(kind) <= 40),
  mode text not null check (mode in ('reading', 'writing')),
  office_id uuid,
  draft boolean not null default false,
  seen_at timestamptz not null,
  primary key (town_id, record_id, user_id, tab)
);
create index presence_seen on presence (seen_at);
call app.protect('presence');

-- Office and state of a record as its last journal line tells; nothing for who may not see it, or when it is gone.
create function app.live_record(of_kind text, of_id uuid) returns table (office_id uuid, draft boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select j.office_id, app.is_draft(j) from (select r.* from journal r
      where r.town_id = app.town() and r.record_id = of_id and r.kind = of_kind order by r.id desc limit 1) j
  where j.event not like '%.removed' and app.sees(j.office_id)
    and (current_setting('app.drafts', true) = 'on' or not app.is_draft(j)) $$;
comment on function app.live_record(text, uuid) is 'door: may the transaction see that record of its town';

-- Names of those at a record, one line for each person: who writes in one tab and reads in another writes.
create function app.present_at(of_id uuid, moment timestamptz)
  returns table (user_id uuid, name text, mode text, kind text, office_id uuid, draft boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (p.user_id) p.user_id, u.name, p.mode, p.kind, p.office_id, p.draft
  from presence p join app_user u on u.id = p.user_id
  where p.town_id = app.town() and p.record_id = of_id and p.seen_at > moment - interval '45 seconds'
    and app.sees(p.office_id) and (current_setting('app.drafts', true) = 'on' or not p.draft)
  order by p.user_id, p.mode desc, p.seen_at desc limit 200 $$;
comment on function app.present_at(uuid, timestamptz) is 'door: who is at a record of the town of the transaction';

create function app.clean_up_presence(moment timestamptz) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare n int;
begin
  delete from presence where seen_at < moment - interval '45 seconds' or seen_at > moment + interval '1 day';
  get diagnostics n = row_count;
  return n;
end $$;
comment on function app.clean_up_presence(timestamptz) is 'door: forget who looked at records, in every town';
