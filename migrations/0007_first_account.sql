-- A town that was imported before anybody could sign in gets its first account by the set-up page like a new one.
create or replace function app.door_setup(town_id uuid, town_slug text, town_name text, town_state text,
  who uuid, given_login text, given_name text, hash text, membership_id uuid, consultant_id uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare of_town uuid;
begin
  perform pg_advisory_xact_lock(hashtext('app.door_setup'));
  if exists (select 1 from app_user) then return false; end if;
  select t.id into of_town from town t where t.slug = town_slug;
  if of_town is null then
    insert into town (id, slug, name, state) values (town_id, town_slug, town_name, town_state);
    of_town := town_id;
  end if;
  insert into app_user (id, login, name, password_hash) values (who, given_login, given_name, hash);
  insert into membership (town_id, id, user_id, function) values (of_town, membership_id, who, 'administrator');
  insert into membership (town_id, id, user_id, function) values (of_town, consultant_id, who, 'head_of_it');
  return true;
end $$;
