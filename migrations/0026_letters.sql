-- When a guest of the review round was last written to, and when somebody was sent the agenda of a week.
alter table review_guest add column invited_at timestamptz, add column reminded_at timestamptz;
alter table agenda_guest add column invited_at timestamptz;
