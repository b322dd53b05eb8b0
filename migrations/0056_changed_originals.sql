-- An original has changed when its words, documents or class have, not when it is released anew. One row for each state that was taken and
-- is behind; `version` = that state. What the town has changed itself is held against what it was copied from, while that is here.
create or replace function app.door_originals_changed() returns table (origin_town uuid, key text, version int, changed_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select b.town_id from membership a join membership b on b.user_id = a.user_id and b.town_id <> a.town_id
    where a.town_id = app.town() and a.town_id in (select app.consults(a.user_id)) and b.town_id in (select app.consults(a.user_id))
  ), behind as (
    select b.origin_town, b.origin_key, b.origin_version, b.adapted, o.updated_at,
      (b.title, b.text, b.kinds, b.class) is not distinct from (o.title, o.text, o.kinds, o.class) as same
    from document_block b join document_block o on o.town_id = b.origin_town and o.key = b.origin_key
    where b.town_id = app.town() and o.released and o.town_id in (select * from near) and b.origin_version < o.version
  )
  select distinct b.origin_town, b.origin_key, b.origin_version, (b.updated_at at time zone 'Europe/Berlin')::date
  from behind b
  where not exists (select from behind u where not u.adapted and u.same
    and (u.origin_town, u.origin_key, u.origin_version) = (b.origin_town, b.origin_key, b.origin_version))
  union all
  select o.town_id, null, 0, (o.updated_at at time zone 'Europe/Berlin')::date
  from document_file o join document_file f on f.town_id = app.town() and f.purpose = 'template' and f.origin_town = o.town_id
  where o.purpose = 'template' and o.released and o.town_id in (select * from near)
    and f.origin_sha256 <> encode(sha256(o.content), 'hex') $$;
