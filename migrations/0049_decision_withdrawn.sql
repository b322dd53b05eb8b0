-- A decision that was recorded wrongly stays, with the day and the reason it was withdrawn.
alter table measure_decision add column withdrawn_on date, add column withdrawn_reason text not null default ''
  check (length(withdrawn_reason) <= 1000 and (withdrawn_on is null) = (withdrawn_reason = ''));
