-- The review round: who is asked for an answer to the findings, until when, and who has put a name under them.
create table review_round (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null,
  due_on date not null, note text not null default '' check (length(note) <= 1000),
  closed_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
create unique index review_round_open on review_round (town_id, engagement_id) where closed_at is null;
call app.protect('review_round');

-- Somebody who is asked, with or without an account.
create table review_guest (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  round_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  title text not null default '' check (length(title) <= 200),
  email text not null default '' check (length(email) <= 200),
  -- Read everything and answered; a wording that changes afterwards takes nothing back, it is shown beside it.
  signed_at timestamptz, remark text not null default '' check (length(remark) <= 2000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, round_id) references review_round (town_id, id) on delete cascade
);
create index review_guest_round on review_guest (town_id, round_id, name);
call app.protect('review_guest');

-- Links that lead a guest to the findings; an invitation and each reminder bring their own, only hashes are kept.
create table review_link (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  guest_id uuid not null, token_hash bytea not null unique, until timestamptz not null, created_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, guest_id) references review_guest (town_id, id) on delete cascade
);
create index review_link_guest on review_link (town_id, guest_id);
call app.protect('review_link');

-- An answer belongs to the wording that was read; one that came by a link names its guest.
alter table finding_review add column wording_seq int, add column guest_id uuid;
alter table finding_review add foreign key (town_id, guest_id) references review_guest (town_id, id) on delete set null (guest_id);
create index finding_review_guest on finding_review (town_id, guest_id) where guest_id is not null;

create function app.door_review_guest(hash bytea, moment timestamptz)
  returns table (town_id uuid, slug text, town text, guest_id uuid, round_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.town_id, t.slug, t.name, g.id, g.round_id from review_link l
  join review_guest g on g.town_id = l.town_id and g.id = l.guest_id
  join review_round r on r.town_id = g.town_id and r.id = g.round_id
  join town t on t.id = l.town_id
  where l.token_hash = hash and l.until > moment and r.closed_at is null $$;
comment on function app.door_review_guest(bytea, timestamptz) is 'door: who answers for the findings by a link';
