-- What machines tell of themselves: agents, inventory files and scans. Environment, processes and people are dropped
-- before anything is stored; there is no column for them.
alter table item add column serial_number text not null default '' check (length(serial_number) <= 200),
  add column operating_system text not null default '' check (length(operating_system) <= 200);
create index item_serial on item (town_id, serial_number) where serial_number <> '';

-- What an agent shows to be let in; only its hash is kept. A revoked one stays, so that its reports remain explained.
create table agent_token (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null check (length(name) between 1 and 100),
  token_hash bytea unique, revoked_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id)
);
call app.protect('agent_token');

create function app.door_agent_token(hash bytea) returns table (town_id uuid, slug text, token_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.town_id, t.slug, a.id from agent_token a join town t on t.id = a.town_id
  where a.token_hash = hash and a.revoked_at is null $$;
comment on function app.door_agent_token(bytea) is 'door: which town an agent reports to';

-- The machine behind an item; by its system UUID it is known again.
create table machine (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null, uuid text not null default '' check (length(uuid) <= 100),
  created_at timestamptz not null,
  primary key (town_id, id), unique (town_id, item_id),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade
);
create index machine_uuid on machine (town_id, uuid) where uuid <> '';
call app.protect('machine');

-- Each agent by the identity it made up for itself; a machine may have had several.
create table machine_agent (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null, device text not null check (length(device) between 1 and 200),
  program text not null default '' check (length(program) <= 200), token_id uuid,
  first_at timestamptz not null, last_at timestamptz not null, reports int not null default 1,
  primary key (town_id, id), unique (town_id, device),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade,
  foreign key (town_id, token_id) references agent_token (town_id, id) on delete set null (token_id)
);
create index machine_agent_item on machine_agent (town_id, item_id);
call app.protect('machine_agent');

-- One line of what was reported: a processor, a disk, an interface, a program. Each layer replaces its own lines only.
create table machine_detail (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null,
  layer text not null check (layer in ('agent', 'snmp', 'scan')),
  section text not null check (section in ('system', 'processor', 'memory', 'disk', 'volume', 'firmware', 'screen',
    'interface', 'port', 'virtual_machine', 'database', 'software')),
  name text not null check (length(name) <= 300),
  vendor text not null default '' check (length(vendor) <= 200),
  release text not null default '' check (length(release) <= 200),
  serial text not null default '' check (length(serial) <= 200),
  mac text not null default '' check (length(mac) <= 17),
  address text not null default '' check (length(address) <= 1000),
  megabytes bigint,
  primary key (town_id, id),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade
);
create index machine_detail_item on machine_detail (town_id, item_id, section);
create index machine_detail_mac on machine_detail (town_id, mac) where mac <> '';
create index machine_detail_address on machine_detail (town_id, address) where section = 'interface';
call app.protect('machine_detail');

-- Where the lines of a section come from: who said it, when last, and since when it is as it is.
create table machine_section (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null, layer text not null, section text not null,
  source text not null check (source in ('agent', 'file', 'snmp', 'scan')),
  digest text not null, reported_at timestamptz not null, since timestamptz not null,
  primary key (town_id, id), unique (town_id, item_id, layer, section),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade
);
call app.protect('machine_section');

-- Where a field of the item comes from. The item itself holds what counts: where it differs, somebody set it by hand.
create table item_trace (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  item_id uuid not null,
  field text not null check (field in ('kind', 'name', 'vendor', 'model', 'serial_number', 'operating_system')),
  source text not null check (source in ('agent', 'file', 'snmp', 'scan')),
  value text not null check (length(value) <= 200), reported_at timestamptz not null, since timestamptz not null,
  primary key (town_id, id), unique (town_id, item_id, field),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade
);
call app.protect('item_trace');

-- Reports that were not taken, and why; never their content.
create table agent_refusal (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  token_id uuid, device text not null default '' check (length(device) <= 200),
  item_id uuid, uuid text not null default '' check (length(uuid) <= 100),
  code text not null check (code ~ '^[a-z_]+$'), address text not null default '',
  first_at timestamptz not null, last_at timestamptz not null, times int not null default 1,
  settled_at timestamptz,
  primary key (town_id, id), unique (town_id, device, code, uuid),
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade,
  foreign key (town_id, token_id) references agent_token (town_id, id) on delete set null (token_id)
);
create index agent_refusal_item on agent_refusal (town_id, item_id) where item_id is not null;
call app.protect('agent_refusal');

-- The town's own word on when support ends; it counts before the list that comes with the product.
create table support_end (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  product text not null check (length(product) between 1 and 200),
  release text not null default '' check (length(release) <= 60),
  ends_on date not null, source text not null default '' check (length(source) <= 300),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, product, release)
);
call app.protect('support_end');
