-- A job may run twice when a process dies in its middle; what it does is bound to its key and happens once.
create table job_effect (
  town_id uuid not null references town (id) on delete cascade,
  key text not null check (length(key) between 1 and 200),
  at timestamptz not null default now(),
  primary key (town_id, key)
);
call app.protect('job_effect');

create function app.clean_up_jobs(moment timestamptz) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare n int;
begin
  delete from job_effect where at < moment - interval '30 days';
  get diagnostics n = row_count;
  return n;
end $$;
comment on function app.clean_up_jobs(timestamptz) is 'door: forget the effects of jobs that ended long ago, in every town';

-- What somebody who watches the installation wants to see grow or not.
create function app.queue_counts() returns table (waiting bigint, parked bigint, unsealed bigint, unlearned bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select
    (select count(*) from graphile_worker.jobs where attempts < max_attempts),
    (select count(*) from graphile_worker.jobs where attempts >= max_attempts),
    (select count(*) from journal) - (select count(*) from journal_seal),
    (select count(*) from search_fresh);
end $$;
comment on function app.queue_counts() is 'door: numbers of what waits, over all towns';

-- Twelve tries spread over most of a day; what fails then is put aside for somebody to look at.
create or replace function app.enqueue(task text, input json, run_at timestamptz default null) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app.town() is null then raise exception 'a job belongs to a town'; end if;
  perform graphile_worker.add_job(task, json_build_object('town', app.town(), 'actor', app.actor(), 'input', input),
    run_at := run_at, max_attempts := 12);
end $$;

create function app.failing_jobs() returns table
  (id bigint, task text, error text, attempts int, tried_at timestamptz, next_at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select j.id, t.identifier, split_part(j.last_error, E'\n', 1), j.attempts::int, j.updated_at,
      case when j.attempts < j.max_attempts then j.run_at end
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'town' = app.town()::text and j.last_error is not null
    order by j.updated_at desc limit 200;
end $$;
comment on function app.failing_jobs() is 'door: jobs of this town that have failed at least once';

create function app.retry_job(job_id bigint) returns boolean language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not exists (select from graphile_worker._private_jobs j
      where j.id = job_id and j.payload ->> 'town' = app.town()::text and j.last_error is not null) then return false; end if;
  perform graphile_worker.reschedule_jobs(array[job_id], now(), null, 0, null);
  return true;
end $$;
comment on function app.retry_job(bigint) is 'door: try a failed job of this town again now';
