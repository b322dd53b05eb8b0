-- Who may read what was found and what is proposed: the paper of a public session, its annex, or only who runs the IT.
-- A finding without a class of its own follows its area.
alter table finding add column confidentiality text
  check (confidentiality in ('public', 'non_public', 'technical'));
alter table measure add column confidentiality text not null default 'public'
  check (confidentiality in ('public', 'non_public', 'technical'));

-- What somebody has written into a section of a document, or that it is left out; without a row it is as the records have it.
create table document_section (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'), section text not null check (section ~ '^[a-zA-Z_0-9-]{1,60}$'),
  -- null = as the records have it
  text text check (length(text) <= 20000),
  included boolean not null default true,
  by_name text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, kind, section)
);
call app.protect('document_section');

-- Every text a section has had, oldest first.
create table document_wording (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  document_section_id uuid not null, seq int not null, text text check (length(text) <= 20000),
  by_name text not null default '', at timestamptz not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, document_section_id, seq),
  foreign key (town_id, document_section_id) references document_section (town_id, id) on delete cascade
);
call app.protect('document_wording');

-- A document as it was issued: its whole content and the look of the town then. It is never changed.
create table document_version (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'), number int not null, locale text not null check (locale in ('de', 'en')),
  note text not null default '' check (length(note) <= 500),
  model text not null, issued_by text not null, issued_at timestamptz not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, kind, number)
);
call app.protect('document_version');
comment on table document_version is 'app: select, insert';

-- The look of the town on its documents.
create table document_brand (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  colour text not null default '#2850a0' check (colour ~ '^#[0-9a-f]{6}$'),
  headline text not null default '' check (length(headline) <= 120),
  footline text not null default '' check (length(footline) <= 200),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id)
);
call app.protect('document_brand');

-- Arms as PNG and the town's own text document, each whole or not there.
create table document_file (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  purpose text not null check (purpose in ('arms', 'template')), name text not null check (length(name) <= 200),
  width int not null default 0, height int not null default 0,
  content bytea not null check (length(content) <= 5000000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, purpose)
);
call app.protect('document_file');
