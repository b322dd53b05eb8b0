-- Access that ends: what somebody still holds when it has ended, and what became of it.
alter table membership add column reminded_for date;

create table access_handover (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  user_id uuid not null, user_name text not null,
  -- Null = nobody took it over: it was deleted.
  to_user_id uuid, to_name text not null default '',
  lines text not null check (length(lines) <= 200000),
  by_name text not null, at timestamptz not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check ((to_user_id is null) = (to_name = ''))
);
call app.protect('access_handover');
comment on table access_handover is 'app: select, insert';

create function app.administers() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from membership m where m.town_id = app.town() and m.user_id = app.actor() and m.function = 'administrator'
    and (m.valid_until is null or m.valid_until >= (now() at time zone 'Europe/Berlin')::date)) $$;

create function app.has_access(who uuid, moment timestamptz) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from membership m where m.town_id = app.town() and m.user_id = who
    and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)) $$;

comment on function app.has_access(uuid, timestamptz) is 'app: whether somebody has access to the town of the transaction';

create function app.door_held_things(moment timestamptz)
  returns table (user_id uuid, user_name text, login text, kind text, id text, label text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, u.login, h.kind, h.id, h.label, h.at
  from (
    select d.user_id, 'draft' as kind, d.key as id, d.key as label, d.updated_at as at from draft d where d.town_id = app.town()
    union all select v.user_id, 'view', v.id::text, v.name, v.created_at from saved_view v where v.town_id = app.town()
    union all select k.user_id, 'token', k.id::text, k.name, k.created_at from api_token k where k.town_id = app.town() and k.expires_at > moment
  ) h join app_user u on u.id = h.user_id
  where app.administers()
    and (exists (select from membership m where m.town_id = app.town() and m.user_id = h.user_id and m.function = 'consultant')
      or not app.has_access(h.user_id, moment))
  order by u.name, h.kind, h.at $$;
comment on function app.door_held_things(timestamptz) is
  'door: drafts, views and tokens of consultants and of whoever has no access any more, by name, for the administration';

create function app.door_hand_over(who uuid, receiver uuid, moment timestamptz)
  returns table (kind text, label text, done text) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.administers() or app.has_access(who, moment) or (receiver is not null and not app.has_access(receiver, moment)) then
    return;
  end if;
  return query with gone as (delete from api_token k where k.town_id = app.town() and k.user_id = who returning k.name)
    select 'token', name, 'revoked' from gone;
  if receiver is not null then
    return query with moved as (update draft d set user_id = receiver where d.town_id = app.town() and d.user_id = who
        and not exists (select from draft o where o.town_id = d.town_id and o.user_id = receiver and o.key = d.key) returning d.key)
      select 'draft', key, 'handed_over' from moved;
    return query with moved as (update saved_view v set user_id = receiver where v.town_id = app.town() and v.user_id = who returning v.name)
      select 'view', name, 'handed_over' from moved;
  end if;
  return query with gone as (delete from draft d where d.town_id = app.town() and d.user_id = who returning d.key)
    select 'draft', key, 'deleted' from gone;
  return query with gone as (delete from saved_view v where v.town_id = app.town() and v.user_id = who returning v.name)
    select 'view', name, 'deleted' from gone;
end $$;
comment on function app.door_hand_over(uuid, uuid, timestamptz) is
  'door: hands what somebody without access still holds to somebody else, or deletes it; for the administration';
