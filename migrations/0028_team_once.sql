-- Whether somebody belongs to the interview team is asked once per statement, not for every row it reads.
create or replace procedure app.team_only(target regclass, own text) language plpgsql as $$ begin
  execute format('create policy team on %s as restrictive using ((select app.in_interview_team()) or %s = app.respondent() or current_user = %L)',
    target, own, current_user);
end $$;

do $$ declare asks record; begin
  for asks in select * from (values ('respondent', 'id'), ('answer', 'respondent_id'), ('interview_note', 'null::uuid')) t(target, own) loop
    execute format('drop policy team on %I', asks.target);
    execute format('call app.team_only(%L, %L)', asks.target, asks.own);
  end loop;
  execute format('alter policy team on journal using
    (kind not in (''respondent'', ''answer'', ''interview_note'') or (select app.in_interview_team()) or app.respondent() is not null or current_user = %L)', current_user);
end $$;
