-- What somebody in the review round is asked about; without an area about everything.
alter table review_guest add column areas text[] not null default '{}'
  check (areas <@ array['organisation', 'steering', 'operations', 'security', 'budget', 'infrastructure', 'applications', 'contracts']);
