-- Legal units of a municipality, each checked by itself whether duties from NIS2 and state law apply to it.
create table legal_unit (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind ~ '^[a-z_]{1,60}$'),
  note text not null default '' check (length(note) <= 4000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, name)
);
call app.protect('legal_unit');

-- What is known of a unit, one row for each question; an empty value means: asked, not yet cleared up.
create table legal_unit_answer (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  unit_id uuid not null, fact text not null check (fact ~ '^[a-z_]{1,60}$'),
  value text not null default '' check (value ~ '^[A-Za-z0-9_.]{0,40}$'),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, unit_id, fact),
  foreign key (town_id, unit_id) references legal_unit (town_id, id) on delete cascade
);
call app.protect('legal_unit_answer');

-- What an assessment after an older edition of a standard came to.
create table older_result (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  assessed_on date not null, source text not null check (length(source) between 1 and 500),
  note text not null default '' check (length(note) <= 4000),
  -- When the chapters were last changed: they are saved under the version of the result.
  chapters_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, assessed_on)
);
call app.protect('older_result');

-- A chapter of it: as it was stated, and the percentage it is counted with.
create table older_chapter (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  result_id uuid not null, chapter text not null check (chapter ~ '^[A-Z0-9.]{1,10}$'),
  stated text not null check (stated in ('percent', 'met', 'partly', 'not_met')),
  percent int not null check (percent between 0 and 100),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, result_id, chapter),
  foreign key (town_id, result_id) references older_result (town_id, id) on delete cascade
);
call app.protect('older_chapter');
