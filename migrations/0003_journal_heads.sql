-- Heads of all chains, so that the server can anchor them outside the database.
create function app.door_journal_heads() returns table (town_id uuid, seq bigint, hash bytea) language sql stable
  security definer set search_path = public, pg_temp as $$
  select distinct on (s.town_id) s.town_id, s.seq, s.hash from journal_seal s order by s.town_id, s.seq desc $$;
comment on function app.door_journal_heads() is 'door: last seal of every town';
