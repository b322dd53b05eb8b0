-- Sessions that can be listed and ended, a second factor, known devices, functions limited to an office.
alter table session add column id uuid not null default gen_random_uuid();
alter table session add column agent text not null default '';
create unique index session_id on session (id);

create table second_factor (
  user_id uuid primary key references app_user (id) on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  -- The time step of the code used last: none is taken twice.
  last_step bigint not null default 0
);
comment on table second_factor is 'app: none';

create table recovery_code (
  user_id uuid not null references app_user (id) on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);
comment on table recovery_code is 'app: none';

-- Between password and code.
create table sign_in_step (
  token_hash bytea primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  expires_at timestamptz not null
);
comment on table sign_in_step is 'app: none';

-- A browser that somebody has signed in from: others' failures do not lock it out.
create table known_device (
  user_id uuid not null references app_user (id) on delete cascade,
  token_hash bytea not null,
  seen_at timestamptz not null,
  primary key (user_id, token_hash)
);
comment on table known_device is 'app: none';

alter table api_token add column seen_at timestamptz;
alter table invitation add column only_office_id uuid;
alter table invitation add foreign key (town_id, only_office_id) references office (town_id, id);
alter table membership add foreign key (town_id, only_office_id) references office (town_id, id);
alter table membership drop constraint membership_town_id_user_id_function_key;
alter table membership add unique nulls not distinct (town_id, user_id, function, only_office_id);

-- Half a working day at most, and two hours without a request.
create or replace function app.door_session(hash bytea, moment timestamptz) returns json language sql security definer
  set search_path = public, pg_temp as $$
  update session set seen_at = moment
    where token_hash = hash and expires_at > moment and seen_at < moment - interval '1 minute' and seen_at > moment - interval '2 hours';
  select json_build_object('user', json_build_object('id', u.id, 'login', u.login, 'name', u.name, 'locale', u.locale),
    'memberships', coalesce((select json_agg(json_build_object('townId', t.id, 'slug', t.slug, 'town', t.name,
        'function', m.function, 'officeId', m.only_office_id) order by t.name, m.function)
      from membership m join town t on t.id = m.town_id
      where m.user_id = u.id and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)), '[]'::json))
  from session s join app_user u on u.id = s.user_id
  where s.token_hash = hash and s.expires_at > moment and s.seen_at > moment - interval '2 hours' and u.disabled_at is null $$;

create or replace function app.door_token(hash bytea, moment timestamptz) returns json language sql security definer
  set search_path = public, pg_temp as $$
  update api_token set seen_at = moment
    where token_hash = hash and expires_at > moment and (seen_at is null or seen_at < moment - interval '1 minute');
  select json_build_object('scope', k.scope,
    'user', json_build_object('id', u.id, 'login', u.login, 'name', u.name, 'locale', u.locale),
    'memberships', coalesce((select json_agg(json_build_object('townId', t.id, 'slug', t.slug, 'town', t.name,
        'function', m.function, 'officeId', m.only_office_id))
      from membership m join town t on t.id = m.town_id
      where m.user_id = u.id and m.town_id = k.town_id
        and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)), '[]'::json))
  from api_token k join app_user u on u.id = k.user_id
  where k.token_hash = hash and k.expires_at > moment and u.disabled_at is null $$;

create function app.door_sign_in(given_login text, device bytea)
  returns table (user_id uuid, password_hash text, known boolean, second_factor boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.password_hash,
    exists (select 1 from known_device d where d.user_id = u.id and d.token_hash = device),
    exists (select 1 from second_factor f where f.user_id = u.id and f.confirmed_at is not null)
  from app_user u where lower(u.login) = lower(given_login) and u.disabled_at is null $$;
comment on function app.door_sign_in(text, bytea) is 'door: what a sign-in attempt is checked against';

create function app.door_begin_session(who uuid, hash bytea, moment timestamptz, until timestamptz, browser text,
  before bytea, device bytea) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from session where expires_at < moment or token_hash = before;
  delete from sign_in_step where expires_at < moment;
  insert into session (token_hash, user_id, created_at, seen_at, expires_at, agent)
    values (hash, who, moment, moment, until, left(browser, 300));
  insert into known_device (user_id, token_hash, seen_at) select who, device, moment where device is not null
    on conflict (user_id, token_hash) do update set seen_at = excluded.seen_at $$;
comment on function app.door_begin_session(uuid, bytea, timestamptz, timestamptz, text, bytea, bytea)
  is 'door: start a session, end the one before in this browser, remember the device';

create function app.door_sessions(who uuid, here bytea, moment timestamptz)
  returns table (id uuid, created_at timestamptz, seen_at timestamptz, expires_at timestamptz, agent text, current boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.created_at, s.seen_at, s.expires_at, s.agent, s.token_hash = here from session s
  where s.user_id = who and s.expires_at > moment and s.seen_at > moment - interval '2 hours'
  order by s.token_hash = here desc, s.seen_at desc limit 100 $$;
comment on function app.door_sessions(uuid, bytea, timestamptz) is 'door: where somebody is signed in';

create function app.door_end_session(who uuid, session_id uuid) returns boolean language sql security definer
  set search_path = public, pg_temp as $$
  with gone as (delete from session where user_id = who and id = session_id returning 1) select exists (select 1 from gone) $$;
comment on function app.door_end_session(uuid, uuid) is 'door: end one of the own sessions';

create function app.door_end_other_sessions(who uuid, here bytea) returns int language sql security definer
  set search_path = public, pg_temp as $$
  with devices as (delete from known_device where user_id = who),
    gone as (delete from session where user_id = who and token_hash <> here returning 1) select count(*)::int from gone $$;
comment on function app.door_end_other_sessions(uuid, bytea) is 'door: end all own sessions but this one, forget devices';

-- A new password is also what somebody does who fears for the old one: devices are forgotten with the other sessions.
create or replace function app.door_set_password(who uuid, new_hash text, staying bytea) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from session where user_id = who and token_hash <> staying;
  delete from known_device where user_id = who;
  update app_user set password_hash = new_hash where id = who $$;

create function app.door_factor(who uuid) returns table (secret text, confirmed boolean, codes int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select f.secret, f.confirmed_at is not null, (select count(*)::int from recovery_code c where c.user_id = who)
  from second_factor f where f.user_id = who $$;
comment on function app.door_factor(uuid) is 'door: the second factor of somebody';

create function app.door_begin_factor(who uuid, fresh text) returns boolean language sql security definer
  set search_path = public, pg_temp as $$
  with made as (insert into second_factor (user_id, secret) values (who, fresh)
    on conflict (user_id) do update set secret = excluded.secret where second_factor.confirmed_at is null returning 1)
  select exists (select 1 from made) $$;
comment on function app.door_begin_factor(uuid, text) is 'door: prepare a second factor that is not confirmed yet';

create function app.door_confirm_factor(who uuid, expected text, step bigint, moment timestamptz, codes bytea[]) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update second_factor set confirmed_at = moment, last_step = step
    where user_id = who and secret = expected and confirmed_at is null;
  if not found then return false; end if;
  delete from recovery_code where user_id = who;
  insert into recovery_code select who, c from unnest(codes) c;
  return true;
end $$;
comment on function app.door_confirm_factor(uuid, text, bigint, timestamptz, bytea[]) is 'door: switch a second factor on';

create function app.door_spend_step(who uuid, step bigint) returns boolean language sql security definer
  set search_path = public, pg_temp as $$
  with spent as (update second_factor set last_step = step
    where user_id = who and confirmed_at is not null and last_step < step returning 1)
  select exists (select 1 from spent) $$;
comment on function app.door_spend_step(uuid, bigint) is 'door: take a code of the second factor, once';

create function app.door_spend_code(who uuid, code bytea) returns boolean language sql security definer
  set search_path = public, pg_temp as $$
  with spent as (delete from recovery_code where user_id = who and code_hash = code returning 1)
  select exists (select 1 from spent) $$;
comment on function app.door_spend_code(uuid, bytea) is 'door: take a recovery code, once';

create function app.door_drop_factor(who uuid) returns void language sql security definer
  set search_path = public, pg_temp as $$
  delete from second_factor where user_id = who;
  delete from recovery_code where user_id = who $$;
comment on function app.door_drop_factor(uuid) is 'door: switch the own second factor off';

create function app.door_open_step(who uuid, hash bytea, until timestamptz) returns void language sql security definer
  set search_path = public, pg_temp as $$ insert into sign_in_step (token_hash, user_id, expires_at) values (hash, who, until) $$;
comment on function app.door_open_step(uuid, bytea, timestamptz) is 'door: the password was right, the code is asked for';

create function app.door_read_step(hash bytea, moment timestamptz) returns table (user_id uuid, login text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.login from sign_in_step s join app_user u on u.id = s.user_id
  where s.token_hash = hash and s.expires_at > moment and u.disabled_at is null $$;
comment on function app.door_read_step(bytea, timestamptz) is 'door: who is between password and code';

create function app.door_close_step(hash bytea) returns boolean language sql security definer
  set search_path = public, pg_temp as $$
  with gone as (delete from sign_in_step where token_hash = hash returning 1) select exists (select 1 from gone) $$;
comment on function app.door_close_step(bytea) is 'door: the code was right, the step ends';

-- Who holds the link of an invitation for a known login still has to be signed in with it.
drop function app.door_accept_invitation(bytea, timestamptz, uuid, text);
create function app.door_take_invitation(hash bytea, moment timestamptz, who uuid, new_hash text, signed_in uuid)
  returns table (user_id uuid, created boolean) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare i invitation; u uuid; f text; fresh boolean := false;
begin
  select * into i from invitation v where v.token_hash = hash and v.used_at is null and v.expires_at > moment for update;
  if not found then return; end if;
  perform pg_advisory_xact_lock(hashtext('app.login'), hashtext(lower(i.login)));
  select a.id into u from app_user a where lower(a.login) = lower(i.login);
  if u is null and new_hash is not null then
    insert into app_user (id, login, name, password_hash) values (who, i.login, i.name, new_hash);
    u := who;
    fresh := true;
  elsif u is null or u is distinct from signed_in then
    return query select null::uuid, false;
    return;
  end if;
  foreach f in array i.functions loop
    insert into membership (town_id, id, user_id, function, valid_until, only_office_id)
      values (i.town_id, gen_random_uuid(), u, f, i.valid_until, i.only_office_id)
      on conflict (town_id, user_id, function, only_office_id) do update set valid_until = excluded.valid_until;
  end loop;
  update invitation v set used_at = moment where v.town_id = i.town_id and v.id = i.id;
  return query select u, fresh;
end $$;
comment on function app.door_take_invitation(bytea, timestamptz, uuid, text, uuid) is 'door: take an invitation';

create or replace function app.clean_up(moment timestamptz) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare removed int := 0; n int;
begin
  delete from session where expires_at < moment; get diagnostics n = row_count; removed := removed + n;
  delete from sign_in_step where expires_at < moment; get diagnostics n = row_count; removed := removed + n;
  delete from known_device where seen_at < moment - interval '180 days'; get diagnostics n = row_count; removed := removed + n;
  delete from invitation where expires_at < moment or used_at < moment - interval '30 days'; get diagnostics n = row_count; removed := removed + n;
  delete from idempotency where created_at < moment - interval '7 days'; get diagnostics n = row_count; removed := removed + n;
  delete from draft where updated_at < moment - interval '92 days'; get diagnostics n = row_count; removed := removed + n;
  delete from api_token where expires_at < moment - interval '30 days'; get diagnostics n = row_count; removed := removed + n;
  return removed;
end $$;
