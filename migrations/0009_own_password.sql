-- Whoever changes the own password stays signed in here and is signed out everywhere else.
create function app.door_set_password(who uuid, new_hash text, staying bytea) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from session where user_id = who and token_hash <> staying;
  update app_user set password_hash = new_hash where id = who $$;
comment on function app.door_set_password(uuid, text, bytea) is 'door: set the own password after the old one was checked';
