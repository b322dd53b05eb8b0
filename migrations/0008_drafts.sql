-- A finding that nobody has been shown yet is seen by who carries the week; the transaction says whether it is one of them.
do $$ begin
  execute format('create policy draft on finding as restrictive for select using (status <> ''draft''
    or current_setting(''app.drafts'', true) = ''on'' or current_user = %L)', current_user);
end $$;
