-- What an item needs, who works with it, who answers for it, and how long it lasts.

alter table item add column responsible_person_id uuid,
  add column protection text not null default 'normal' check (protection in ('normal', 'high', 'very_high')),
  add column warranty_until date, add column replace_on date,
  add foreign key (town_id, responsible_person_id) references person (town_id, id) on delete set null (responsible_person_id);

create table item_relation (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null, needs_item_id uuid not null,
  -- Items of one name stand in for each other: the item fails when all of them fail.
  alternative text not null default '' check (length(alternative) <= 60),
  note text not null default '' check (length(note) <= 1000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, item_id, needs_item_id), check (item_id <> needs_item_id),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade,
  foreign key (town_id, needs_item_id) references item (town_id, id) on delete cascade
);
create index item_relation_needs on item_relation (town_id, needs_item_id);
call app.protect('item_relation');

create table item_use (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null, used_by_id uuid not null,
  people int not null default 0 check (people between 0 and 100000),
  note text not null default '' check (length(note) <= 1000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, item_id, used_by_id),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade,
  foreign key (town_id, used_by_id) references office (town_id, id) on delete cascade
);
create index item_use_office on item_use (town_id, used_by_id);
call app.protect('item_use');
