-- Towns of one installation compare themselves without being named. Each value enters one pool of at least five towns, once and for all;
-- only whole pools are shown, so that no difference of what is shown at different times tells of fewer than five.
create table comparison_membership (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  agreed_on date not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint comparison_membership_town_id_key unique (town_id)
);
call app.protect('comparison_membership');

-- What a town brings: one value of a figure (src/modules/comparison/domain/figures.ts) for each year. It waits for four others.
create table comparison_value (
  town_id uuid not null references town (id) on delete cascade,
  figure text not null check (figure ~ '^[a-z_]+( [A-Za-z0-9_.-]+)?$' and length(figure) <= 100),
  year int not null check (year between 1990 and 2200), value double precision not null, taken_on date not null,
  primary key (town_id, figure, year)
);
create index comparison_value_figure on comparison_value (figure, year);
call app.protect('comparison_value');

-- Values without their towns, in order of size.
create table comparison_pool (
  id uuid primary key, figure text not null, year int not null, made_on date not null,
  amounts double precision[] not null check (cardinality(amounts) >= 5)
);
create index comparison_pool_figure on comparison_pool (figure, year);
comment on table comparison_pool is 'app: none';
alter table comparison_pool enable row level security;
alter table comparison_pool force row level security;
create policy owner on comparison_pool to current_user using (true) with check (true);

-- Which values are in a pool, but not in which. Not tied to the town: one that is restored or leaves brings none of them again.
create table comparison_taken (
  id uuid primary key, of_town uuid not null, figure text not null, year int not null,
  unique (of_town, figure, year)
);
comment on table comparison_taken is 'app: none';
alter table comparison_taken enable row level security;
alter table comparison_taken force row level security;
create policy owner on comparison_taken to current_user using (true) with check (true);

create function app.door_pool_comparison(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare due record; made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('app.door_pool_comparison'));
  for due in
    select v.figure, v.year from comparison_value v
    where not exists (select from comparison_taken t where t.of_town = v.town_id and t.figure = v.figure and t.year = v.year)
    group by v.figure, v.year having count(*) >= 5 order by v.figure, v.year
  loop
    with fresh as (
      insert into comparison_taken (id, of_town, figure, year)
      select gen_random_uuid(), v.town_id, v.figure, v.year from comparison_value v where v.figure = due.figure and v.year = due.year
      on conflict do nothing returning of_town
    )
    insert into comparison_pool (id, figure, year, made_on, amounts)
    select gen_random_uuid(), due.figure, due.year, today, array_agg(v.value order by v.value)
    from comparison_value v join fresh on fresh.of_town = v.town_id where v.figure = due.figure and v.year = due.year;
    made := made + 1;
  end loop;
  return made;
end $$;
comment on function app.door_pool_comparison(date) is 'door: gather what waits into pools of at least five towns; returns how many';

-- Of this year and the last the one that more towns are in: each town counts once.
create function app.door_comparison(this_year int)
  returns table (figure text, year int, towns int, low double precision, middle double precision, high double precision)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (s.figure) s.figure, s.year, s.towns, s.q[1], s.q[2], s.q[3] from (
    select p.figure, p.year, count(*)::int as towns, percentile_cont(array[0.25, 0.5, 0.75]) within group (order by a.amount) as q
    from comparison_pool p cross join unnest(p.amounts) as a(amount) where p.year in (this_year, this_year - 1) group by p.figure, p.year
  ) s order by s.figure, s.towns desc, s.year desc $$;
comment on function app.door_comparison(int) is 'door: quartiles of each figure over whole pools';
