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
