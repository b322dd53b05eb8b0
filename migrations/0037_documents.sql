-- Who may read what was found and what is proposed: the paper of a public session, its annex, or only who runs the IT.
-- A finding without a class of its own follows its area.
alter table finding add column confidentiality text
  check (confidentiality in ('public', 'non_public', 'technical'));
alter table measure add column confidentiality text not null default 'public'
  check (confidentiality in ('public', 'non_public', 'technical'));
