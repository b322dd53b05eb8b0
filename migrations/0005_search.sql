-- Search that finds stems, spellings of umlauts, beginnings, parts of compounds, numbers and words with typing errors.
create extension if not exists btree_gin;
create extension if not exists fuzzystrmatch;

-- One spelling for index and question: small letters, umlauts and their spellings without marks, letters and digits
-- apart, numbers without leading noughts.
create function app.fold(given text) returns text language sql immutable parallel safe as $$
  select trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(replace(lower(given), 'ß', 'ss'), 'äöüáàâéèêíìîóòôúùûçñ', 'aouaaaeeeiiiooouuucn'),
    '([aou])e', '\1', 'g'), '([a-z])([0-9])|([0-9])([a-z])', '\1\3 \2\4', 'g'), '[^a-z0-9]+', ' ', 'g'),
    '\m0+([0-9])', '\1', 'g')) $$;
comment on function app.fold(text) is 'app: text as the search compares it';

-- Whole words beside the stems: a beginning that is being typed may be longer than the stem.
create text search dictionary app.plain (template = simple, stopwords = german);
create text search configuration app.plain (copy = simple);
alter text search configuration app.plain alter mapping for asciiword, word, numword, int, uint, float with app.plain;

create function app.search_words(given text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('german', app.fold(given)) || to_tsvector('app.plain', app.fold(given)) $$;
comment on function app.search_words(text) is 'app: stems and whole words of a text';

alter table search_entry drop column words;
drop index if exists search_entry_title;
alter table search_entry
  add column title_words tsvector generated always as (app.search_words(title)) stored,
  add column words tsvector generated always as
    (setweight(app.search_words(title), 'A') || setweight(app.search_words(body), 'B')) stored;
create index search_entry_words on search_entry using gin (town_id, words);
create index search_entry_title on search_entry using gin (town_id, title_words);
-- Operators that are not leakproof may not use an index under row security. The doors below name town and offices
-- themselves and run as the owner; for the application role the policies hold as before.
alter table search_entry no force row level security;

-- The words that occur in a town: parts of compounds and typing errors are looked up here, not in the texts.
create table search_word (
  town_id uuid not null references town (id) on delete cascade,
  word text not null,
  primary key (town_id, word)
);
create index search_word_parts on search_word using gin (town_id, word gin_trgm_ops);
call app.protect('search_word');
alter table search_word no force row level security;
comment on table search_word is 'app: none';

-- Entries whose words are to be learned; apart from the entry, so that two who write the same new word do not wait
-- for each other.
create table search_fresh (
  town_id uuid not null references town (id) on delete cascade,
  kind text not null,
  record_id uuid not null,
  primary key (town_id, kind, record_id)
);
call app.protect('search_fresh');
comment on table search_fresh is 'app: none';

create function app.note_fresh() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into search_fresh values (new.town_id, new.kind, new.record_id) on conflict do nothing;
  return null;
end $$;
create trigger fresh after insert or update on search_entry for each row execute function app.note_fresh();
insert into search_fresh select town_id, kind, record_id from search_entry;

-- Rows are reached by their place and their key, whatever the statistics say after a large import.
create function app.learn_words(batch int default 2000) returns int language plpgsql security definer
  set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
declare learned int;
begin
  with fresh as (
    delete from search_fresh where ctid = any (array(select ctid from search_fresh limit batch for update skip locked))
    returning *),
  words as (
    select distinct f.town_id, w.word from fresh f join search_entry e using (town_id, kind, record_id),
      unnest(tsvector_to_array(to_tsvector('app.plain', app.fold(e.title || ' ' || e.body)))) as w (word)
    where length(w.word) between 4 and 40 and w.word ~ '^[a-z]'),
  added as (insert into search_word select town_id, word from words order by 1, 2 on conflict do nothing)
  select count(*) into learned from fresh;
  return learned;
end $$;
comment on function app.learn_words(int) is 'door: learn the words of entries that were written';

-- Every word must occur: as it is, by its stem, as a beginning, inside a compound, or else as the word that was meant.
create function app.search_query(query text) returns tsquery language plpgsql stable security definer
  set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.25 as $$
declare
  token text; stem text; word text; one tsquery; whole tsquery;
  given text := case when length(query) > 500 then regexp_replace(left(query, 500), '\S*$', '') else query end;
begin
  for token in select w from regexp_split_to_table(app.fold(given), ' ') with ordinality as t (w, n)
      where w <> '' and ts_lexize('app.plain', w) <> '{}' order by n limit 12 loop
    one := (token || ':*')::tsquery;
    stem := coalesce((ts_lexize('german_stem', token))[1], token);
    if stem <> token then one := one || stem::tsquery; end if;
    if length(stem) >= 4 and token ~ '^[a-z]' then
      for word in select s.word from search_word s
          where s.town_id = app.town() and s.word like '%' || stem || '%' order by length(s.word), s.word limit 60 loop
        one := one || word::tsquery;
      end loop;
      if not exists (select from search_word s where s.town_id = app.town() and s.word like '%' || stem || '%') then
        for word in select s.word from search_word s
            where s.town_id = app.town() and s.word % token and abs(length(s.word) - length(token)) <= 2
              and levenshtein_less_equal(s.word, token, 2) <= case when length(token) < 5 then 1 else 2 end
            order by levenshtein(s.word, token), similarity(s.word, token) desc, s.word limit 8 loop
          one := one || (word || ':*')::tsquery;
        end loop;
      end if;
    end if;
    whole := coalesce(whole && one, one);
  end loop;
  return whole;
end $$;

drop function app.search(text, int);
create function app.search(query text, max_hits int)
  returns table (kind text, record_id uuid, title text, excerpt text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare wanted tsquery := app.search_query(query); folded text := app.fold(left(query, 500));
begin
  return query
  with hit as (
    (select e.kind, e.record_id, e.title, e.body, e.words, 1 as tier from search_entry e
      where e.title_words @@ wanted and e.town_id = app.town() and app.sees(e.office_id) limit 300)
    union all
    (select e.kind, e.record_id, e.title, e.body, e.words, 0 as tier from search_entry e
      where e.words @@ wanted and e.town_id = app.town() and app.sees(e.office_id) limit 300)
  )
  select h.kind, h.record_id, h.title, left(h.body, 160)
  from (select distinct on (hit.kind, hit.record_id) hit.*, app.fold(hit.title) as heading
    from hit order by hit.kind, hit.record_id, hit.tier desc offset 0) h
  order by h.heading || ' ' like folded || ' %' desc, h.heading like folded || '%' desc, h.tier desc, position(folded in h.heading) > 0 desc,
    ts_rank(h.words, wanted) desc, h.title
  limit least(max_hits, 50);
end $$;
comment on function app.search(text, int) is 'door: full text search within town and offices of the transaction';

drop function app.search_ids(text, text, int);
create function app.search_ids(of_kind text, query text, max_hits int) returns table (record_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare wanted tsquery := app.search_query(query);
begin
  return query select e.record_id from search_entry e
    where e.words @@ wanted and e.kind = of_kind and e.town_id = app.town() and app.sees(e.office_id) limit max_hits;
end $$;
comment on function app.search_ids(text, text, int) is 'door: records of one kind that match, within town and offices';
