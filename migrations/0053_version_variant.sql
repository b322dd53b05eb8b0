-- A version made from a plan that was not in force carries the name of that plan; empty for the plan in force.
alter table document_version add column variant text not null default '' check (length(variant) <= 200);
