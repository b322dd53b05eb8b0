-- What a finding rests on is not removed in passing. Links to what is gone already say nothing any more.
delete from finding_link l where
  (l.kind = 'item' and not exists (select from item t where t.town_id = l.town_id and t.id = l.target_id))
  or (l.kind = 'observation' and not exists (select from observation t where t.town_id = l.town_id and t.id = l.target_id))
  or (l.kind = 'rating' and not exists (select from rating t where t.town_id = l.town_id and t.id = l.target_id));
alter table finding_link
  add column item_id uuid generated always as (case when kind = 'item' then target_id end) stored,
  add column observation_id uuid generated always as (case when kind = 'observation' then target_id end) stored,
  add column rating_id uuid generated always as (case when kind = 'rating' then target_id end) stored,
  add foreign key (town_id, item_id) references item (town_id, id),
  add foreign key (town_id, observation_id) references observation (town_id, id),
  add foreign key (town_id, rating_id) references rating (town_id, id);
create index finding_link_item on finding_link (town_id, item_id) where item_id is not null;
create index finding_link_observation on finding_link (town_id, observation_id) where observation_id is not null;
create index finding_link_rating on finding_link (town_id, rating_id) where rating_id is not null;
