-- Quartiles in which every town weighs in, so that none is the value of a single town: the estimator of Harrell and Davis,
-- A new distribution-free quantile estimator, Biometrika 69 (1982), 635-640.

-- Weights of n amounts in order of size: the density of Beta((n + 1) share, (n + 1) (1 - share)), 40 strips for each amount.
create function app.quantile_weights(n int, share double precision) returns double precision[]
  language sql immutable strict set search_path = public, pg_temp as $$
  with strip as (
    select (k - 1) / 40 + 1 as at, (k - 0.5) / (40 * n) as x from generate_series(1, 40 * n) k
  ), weight as (
    select at, sum(exp(greatest(-700, ((n + 1) * share - 1) * ln(x / share) + ((n + 1) * (1 - share) - 1) * ln((1 - x) / (1 - share))))) as w
    from strip group by at
  ) select array_agg(w / (select sum(w) from weight) order by at) from weight $$;
revoke execute on function app.quantile_weights(int, double precision) from public;

create or replace function app.door_comparison(this_year int)
  returns table (figure text, year int, towns int, low double precision, middle double precision, high double precision)
  language sql stable security definer set search_path = public, pg_temp as $$
  with newest as (
    select distinct on (s.figure) s.* from (
      select p.figure, p.year, count(*)::int as towns, array_agg(a.amount order by a.amount) as amounts
      from comparison_pool p cross join unnest(p.amounts) as a(amount) where p.year in (this_year, this_year - 1) group by p.figure, p.year
    ) s order by s.figure, s.towns desc, s.year desc
  ), weighing as materialized (
    select n, app.quantile_weights(n, 0.25) as low, app.quantile_weights(n, 0.5) as middle, app.quantile_weights(n, 0.75) as high
    from (select distinct towns as n from newest) as sizes
  )
  select o.figure, o.year, o.towns, sum(t.amount * t.low), sum(t.amount * t.middle), sum(t.amount * t.high)
  from newest o join weighing w on w.n = o.towns
    cross join unnest(o.amounts, w.low, w.middle, w.high) as t(amount, low, middle, high)
  group by o.figure, o.year, o.towns $$;
comment on function app.door_comparison(int) is 'door: quartiles of each figure over whole pools, every town weighing in';
