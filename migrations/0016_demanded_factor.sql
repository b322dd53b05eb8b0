-- A town may demand a second factor of whoever holds certain functions (OWASP ASVS 5, 6.3.3).
alter table town add column second_factor_for text[] not null default '{}';
comment on column town.second_factor_for is 'functions that count only for people who have a second factor';

create or replace function app.door_session(hash bytea, moment timestamptz) returns json language sql security definer
  set search_path = public, pg_temp as $$
  update session set seen_at = moment
    where token_hash = hash and expires_at > moment and seen_at < moment - interval '1 minute' and seen_at > moment - interval '2 hours';
  select json_build_object('user', json_build_object('id', u.id, 'login', u.login, 'name', u.name, 'locale', u.locale),
    'memberships', coalesce((select json_agg(json_build_object('townId', t.id, 'slug', t.slug, 'town', t.name,
        'function', m.function, 'officeId', m.only_office_id,
        'owesFactor', m.function = any (t.second_factor_for) and not exists
          (select 1 from second_factor f where f.user_id = u.id and f.confirmed_at is not null)) order by t.name, m.function)
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
        'function', m.function, 'officeId', m.only_office_id, 'owesFactor', false))
      from membership m join town t on t.id = m.town_id
      where m.user_id = u.id and m.town_id = k.town_id
        and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)), '[]'::json))
  from api_token k join app_user u on u.id = k.user_id
  where k.token_hash = hash and k.expires_at > moment and u.disabled_at is null $$;

create function app.has_second_factor() returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select 1 from second_factor where user_id = app.actor() and confirmed_at is not null) $$;
comment on function app.has_second_factor() is 'door: whether the person acting has a second factor';

create or replace function app.door_live_rights(sessions bytea[], tokens bytea[], moment timestamptz)
  returns table (hash text, who json) language sql stable security definer set search_path = public, pg_temp as $$
  with holder as (
    select s.token_hash, s.user_id, null::uuid as town_id from session s
      where s.token_hash = any (sessions) and s.expires_at > moment and s.seen_at > moment - interval '2 hours'
    union all
    select k.token_hash, k.user_id, k.town_id from api_token k where k.token_hash = any (tokens) and k.expires_at > moment
  )
  select encode(h.token_hash, 'hex'), coalesce((select json_agg(json_build_object('townId', m.town_id, 'function', m.function, 'officeId', m.only_office_id))
      from membership m join town t on t.id = m.town_id
      where m.user_id = h.user_id and (h.town_id is null or m.town_id = h.town_id)
        and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)
        and (h.town_id is not null or not m.function = any (t.second_factor_for) or exists
          (select 1 from second_factor f where f.user_id = m.user_id and f.confirmed_at is not null))), '[]'::json)
  from holder h join app_user u on u.id = h.user_id and u.disabled_at is null $$;
