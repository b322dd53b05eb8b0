-- A photo may be for fewer readers than the record it hangs on; null = as its record.
alter table file add column confidentiality text check (confidentiality in ('non_public', 'technical'));
