-- Sign-in over the directory of the house: how to reach it, which accounts are its own, which functions come from its groups.
create table directory (
  id int primary key default 1 check (id = 1),
  settings text not null check (length(settings) <= 200000),
  bind_password text not null default '' check (length(bind_password) <= 1000),
  is_on boolean not null default false,
  version int not null default 1,
  updated_at timestamptz not null,
  followed_at timestamptz,
  report text not null default '' check (length(report) <= 200000)
);
comment on table directory is 'app: none';

alter table app_user add column directory_key text unique,
  add column closed_by_directory boolean not null default false;
comment on column app_user.directory_key is 'what its directory never gives to anybody else; null = an account of this installation';
alter table membership add column from_directory boolean not null default false;
comment on column membership.from_directory is 'follows the groups of the directory; false = given by hand';

-- Whoever decides about all accounts of the installation administers each of its towns.
create function app.administers_all() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select app.actor() is not null and not exists (select from town t where not exists (select from membership m
    where m.town_id = t.id and m.user_id = app.actor() and m.function = 'administrator' and m.only_office_id is null
      and (m.valid_until is null or m.valid_until >= (now() at time zone 'Europe/Berlin')::date))) $$;
comment on function app.administers_all() is 'app: whether the person acting administers every town of the installation';

create function app.door_directory() returns table (settings text, bind_password text, is_on boolean, version int,
    followed_at timestamptz, report text) language sql stable security definer set search_path = public, pg_temp as $$
  select settings, bind_password, is_on, version, followed_at, report from directory $$;
comment on function app.door_directory() is 'door: how the directory is reached';

create function app.door_save_directory(given text, password text, switched_on boolean, seen int, moment timestamptz)
  returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare now_at int;
begin
  if not app.administers_all() then return null; end if;
  perform pg_advisory_xact_lock(hashtext('app.directory'));
  select d.version into now_at from directory d;
  if coalesce(now_at, 0) <> seen then return -coalesce(now_at, 0); end if;
  insert into directory (id, settings, bind_password, is_on, updated_at)
    values (1, given, coalesce(password, ''), switched_on, moment)
    on conflict (id) do update set settings = given, bind_password = coalesce(password, directory.bind_password),
      is_on = switched_on, updated_at = moment, version = directory.version + 1;
  return seen + 1;
end $$;
comment on function app.door_save_directory(text, text, boolean, int, timestamptz) is
  'door: sets how the directory is reached, for whoever administers every town; null = not allowed, negative = another version';

create function app.door_directory_followed(moment timestamptz, told text) returns void language sql security definer
  set search_path = public, pg_temp as $$ update directory set followed_at = moment, report = left(told, 200000) $$;
comment on function app.door_directory_followed(timestamptz, text) is 'door: what the last comparison with the directory came to';

create function app.door_all_towns() returns table (town_id uuid, slug text, name text) language sql stable security definer
  set search_path = public, pg_temp as $$ select id, slug, name from town where app.administers_all() order by name $$;
comment on function app.door_all_towns() is 'door: the towns that functions can be given in, for whoever administers all of them';

create function app.door_directory_accounts() returns table (user_id uuid, login text, name text, key text, closed boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select id, login, name, directory_key, disabled_at is not null from app_user where directory_key is not null order by login $$;
comment on function app.door_directory_accounts() is 'door: the accounts that belong to the directory';

create function app.door_directory_towns(who uuid) returns table (town_id uuid) language sql stable security definer
  set search_path = public, pg_temp as $$ select distinct m.town_id from membership m where m.user_id = who and m.from_directory $$;
comment on function app.door_directory_towns(uuid) is 'door: where somebody holds functions from the directory';

-- The key decides who it is. A login that somebody else bore before goes to the new person without anything of the former one.
create function app.door_directory_account(key text, given_login text, given_name text, mail text, fresh uuid, adopt boolean,
    moment timestamptz) returns table (user_id uuid, second_factor boolean, held boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare mine app_user; other app_user;
begin
  perform pg_advisory_xact_lock(hashtext('app.login'), hashtext(lower(given_login)));
  select * into mine from app_user u where u.directory_key = key for update;
  select * into other from app_user u where lower(u.login) = lower(given_login) for update;
  if mine.id is not null and mine.disabled_at is not null and not mine.closed_by_directory then return; end if;
  if other.id is not null and other.id is distinct from mine.id then
    if other.directory_key is not null then
      update app_user u set login = left(u.login, 180) || '~' || left(u.id::text, 8), disabled_at = coalesce(u.disabled_at, moment),
        closed_by_directory = true where u.id = other.id;
      delete from session s where s.user_id = other.id;
      delete from sign_in_step s where s.user_id = other.id;
    elsif mine.id is null and adopt and other.disabled_at is null and not exists
        (select from membership m where m.user_id = other.id and m.function = 'administrator') then
      update app_user u set directory_key = key, password_hash = null where u.id = other.id;
      mine := other;
    else return;
    end if;
  end if;
  if mine.id is null then
    insert into app_user (id, login, name, email, directory_key, created_at) values (fresh, given_login, given_name, mail, key, moment);
    mine.id := fresh;
  else
    update app_user u set login = given_login, name = given_name, email = mail, disabled_at = null, closed_by_directory = false
      where u.id = mine.id and (u.login, u.name, u.email, u.closed_by_directory) is distinct from (given_login, given_name, mail, false);
  end if;
  return query select mine.id, exists (select from second_factor f where f.user_id = mine.id and f.confirmed_at is not null),
    exists (select from membership m where m.user_id = mine.id and not m.from_directory
      and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date));
end $$;
comment on function app.door_directory_account(text, text, text, text, uuid, boolean, timestamptz) is
  'door: the account of somebody whom the directory let in; nothing when the login belongs to an account of this installation';

-- Brings what somebody holds in the town of the transaction to what the groups say; the last administrator stays.
create function app.door_directory_functions(who uuid, wanted text[], moment timestamptz)
  returns table (id uuid, function text, act text) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare m membership; f text; made uuid;
begin
  perform 1 from membership a where a.town_id = app.town() and a.function = 'administrator' order by a.id for update;
  foreach f in array wanted loop
    made := gen_random_uuid();
    insert into membership (town_id, id, user_id, function, from_directory) values (app.town(), made, who, f, true)
      on conflict do nothing;
    if found then return query select made, f, 'added'; end if;
  end loop;
  for m in select * from membership x where x.town_id = app.town() and x.user_id = who and x.from_directory
      and not x.function = any (wanted) loop
    if m.function = 'administrator' and not exists (select from membership a join app_user u on u.id = a.user_id
        where a.town_id = m.town_id and a.function = 'administrator' and a.id <> m.id and u.disabled_at is null
          and (a.valid_until is null or a.valid_until >= (moment at time zone 'Europe/Berlin')::date)) then
      return query select m.id, m.function, 'kept';
    else
      delete from membership x where x.town_id = m.town_id and x.id = m.id;
      return query select m.id, m.function, 'removed';
    end if;
  end loop;
end $$;
comment on function app.door_directory_functions(uuid, text[], timestamptz) is
  'door: functions of a person of the directory in the town of the transaction follow its groups';

create function app.door_directory_close(who uuid, moment timestamptz) returns boolean language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform 1 from membership a where a.function = 'administrator' order by a.town_id, a.id for update;
  if exists (select from membership m where m.user_id = who and m.function = 'administrator'
      and not exists (select from membership a join app_user u on u.id = a.user_id
        where a.town_id = m.town_id and a.function = 'administrator' and a.user_id <> who and u.disabled_at is null
          and (a.valid_until is null or a.valid_until >= (moment at time zone 'Europe/Berlin')::date))) then
    return false;
  end if;
  update app_user u set disabled_at = moment, closed_by_directory = true where u.id = who and u.directory_key is not null
    and u.disabled_at is null;
  delete from session s where s.user_id = who;
  delete from sign_in_step s where s.user_id = who;
  return true;
end $$;
comment on function app.door_directory_close(uuid, timestamptz) is
  'door: closes the account of somebody whom the directory let go; false for the last administrator of a town';

drop function app.door_sign_in(text, bytea);
create function app.door_sign_in(given_login text, device bytea)
  returns table (user_id uuid, password_hash text, known boolean, second_factor boolean, elsewhere boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.password_hash,
    exists (select 1 from known_device d where d.user_id = u.id and d.token_hash = device),
    exists (select 1 from second_factor f where f.user_id = u.id and f.confirmed_at is not null),
    u.directory_key is not null
  from app_user u where lower(u.login) = lower(given_login) and u.disabled_at is null $$;
comment on function app.door_sign_in(text, bytea) is 'door: what a sign-in attempt is checked against';
