-- Jobs are enqueued in the business transaction, stamped with its town and actor; the queue itself belongs to the owner.
create function app.enqueue(task text, input json, run_at timestamptz default null) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app.town() is null then raise exception 'a job belongs to a town'; end if;
  perform graphile_worker.add_job(task, json_build_object('town', app.town(), 'actor', app.actor(), 'input', input), run_at := run_at);
end $$;
comment on function app.enqueue(text, json, timestamptz) is 'door: enqueue a job of this town';

-- What has ended is removed: sessions, invitations, idempotency keys after a week, drafts after a quarter.
create function app.clean_up(moment timestamptz) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare removed int := 0; n int;
begin
  delete from session where expires_at < moment; get diagnostics n = row_count; removed := removed + n;
  delete from invitation where expires_at < moment or used_at < moment - interval '30 days'; get diagnostics n = row_count; removed := removed + n;
  delete from idempotency where created_at < moment - interval '7 days'; get diagnostics n = row_count; removed := removed + n;
  delete from draft where updated_at < moment - interval '92 days'; get diagnostics n = row_count; removed := removed + n;
  delete from api_token where expires_at < moment - interval '30 days'; get diagnostics n = row_count; removed := removed + n;
  return removed;
end $$;
comment on function app.clean_up(timestamptz) is 'door: remove what has ended, in every town';
