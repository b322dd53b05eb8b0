-- Also a single person can have an influence and a concern of its own, beside those of the group.
alter table person
  add column concern text not null default '' check (length(concern) <= 4000),
  add column influence int check (influence between 1 and 5);
