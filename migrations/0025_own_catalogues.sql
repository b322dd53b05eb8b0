-- Catalogues a town brings in: of others, or its own. Each version is kept as it came, so that it goes out as it came.
create table foreign_catalogue (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  title text not null check (length(title) between 1 and 500), source text not null default '', licence text not null default '',
  language text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id)
);
call app.protect('foreign_catalogue');

create table foreign_catalogue_version (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  catalogue_id uuid not null, seq int not null, edition text not null, files text not null default '',
  controls int not null, digest text not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, catalogue_id, seq),
  foreign key (town_id, catalogue_id) references foreign_catalogue (town_id, id) on delete cascade
);
call app.protect('foreign_catalogue_version');

-- The document itself, beside the journal: the version names its digest.
create table foreign_catalogue_content (
  town_id uuid not null references town (id) on delete cascade, version_id uuid not null,
  content jsonb not null, headings jsonb not null,
  primary key (town_id, version_id),
  foreign key (town_id, version_id) references foreign_catalogue_version (town_id, id) on delete cascade
);
call app.protect('foreign_catalogue_content');

create table foreign_control (
  town_id uuid not null references town (id) on delete cascade, version_id uuid not null, position int not null,
  code text not null, heading text, parent text, title text not null, statement text not null, guidance text not null,
  modal text check (modal in ('MUST', 'SHOULD', 'MAY')),
  -- Of title, statement and modal: what an answer was given to.
  digest text not null,
  primary key (town_id, version_id, position), unique (town_id, version_id, code),
  foreign key (town_id, version_id) references foreign_catalogue_version (town_id, id) on delete cascade
);
call app.protect('foreign_control');

create table control_answer (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  catalogue_id uuid not null, code text not null,
  state text not null check (state in ('yes', 'partly', 'no', 'not_applicable', 'unknown')),
  note text not null default '' check (length(note) <= 4000), digest text not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, catalogue_id, code),
  foreign key (town_id, catalogue_id) references foreign_catalogue (town_id, id) on delete cascade
);
call app.protect('control_answer');
