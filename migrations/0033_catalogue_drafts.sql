-- A catalogue as it is being written in the browser: one draft per catalogue, or one for a catalogue that is not there yet.
create table catalogue_draft (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  catalogue_id uuid,
  -- The version it began as a copy of: what nobody changes here is taken from there, as it came.
  base_seq int,
  title text not null check (length(title) between 1 and 500), edition text not null default '' check (length(edition) <= 100),
  source text not null default '' check (length(source) <= 500), licence text not null default '' check (length(licence) <= 500),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, catalogue_id),
  check ((catalogue_id is null) = (base_seq is null)),
  foreign key (town_id, catalogue_id) references foreign_catalogue (town_id, id) on delete cascade
);
call app.protect('catalogue_draft');

create table catalogue_draft_row (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  draft_id uuid not null, kind text not null check (kind in ('heading', 'requirement')),
  -- The heading above; and for a requirement below another one, that requirement.
  heading_id uuid, above_id uuid,
  -- Among those of the same kind in the same place.
  position int not null,
  code text not null check (length(code) between 1 and 200), title text not null check (length(title) between 1 and 500),
  statement text not null default '' check (length(statement) <= 30000),
  guidance text not null default '' check (length(guidance) <= 30000),
  evidence text not null default '' check (length(evidence) <= 30000),
  modal text check (modal in ('MUST', 'SHOULD', 'MAY')),
  -- Its code in the version the draft began with, the number shown there, and which of its texts hold more than text.
  origin text, was text, rich text not null default '' check (rich in ('', 'statement', 'guidance', 'both')),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, draft_id, id),
  constraint catalogue_draft_row_town_id_code_key unique (town_id, draft_id, kind, code),
  foreign key (town_id, draft_id) references catalogue_draft (town_id, id) on delete cascade,
  constraint catalogue_draft_row_town_id_heading_id_fkey foreign key (town_id, draft_id, heading_id)
    references catalogue_draft_row (town_id, draft_id, id) on delete cascade,
  constraint catalogue_draft_row_town_id_above_id_fkey foreign key (town_id, draft_id, above_id)
    references catalogue_draft_row (town_id, draft_id, id) on delete cascade
);
create index on catalogue_draft_row (town_id, draft_id, heading_id);
create index on catalogue_draft_row (town_id, draft_id, above_id);
call app.protect('catalogue_draft_row');
