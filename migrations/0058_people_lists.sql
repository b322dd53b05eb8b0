-- What lists of the personnel office say of people: by what they are known again, where they sit, until when they were there.
alter table person
  add column login text not null default '' check (length(login) <= 200 and login = lower(login)),
  add column personnel_key text not null default '' check (length(personnel_key) <= 60),
  add column phone text not null default '' check (length(phone) <= 60),
  add column room_id uuid,
  add column left_on date,
  add foreign key (town_id, room_id) references room (town_id, id);
create unique index person_town_id_login_key on person (town_id, login) where login <> '';
create unique index person_town_id_personnel_key_key on person (town_id, personnel_key) where personnel_key <> '';
create index person_room on person (town_id, room_id) where room_id is not null;
