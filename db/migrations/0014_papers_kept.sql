-- Where it is kept no longer who sent what, it is kept no longer either what a paper said: its number tells only that it counted.

drop trigger papers_stay;
create trigger papers_stay before update on papers begin
  select raise(abort, 'a paper is withdrawn, never changed')
    where new.id <> old.id or new.batch <> old.batch or new.subject <> old.subject or new.number <> old.number or new.draw <> old.draw
      or new.entered_at <> old.entered_at or new.entered_by <> old.entered_by
      or (old.withdrawn_at is not null and new.withdrawn_at is not old.withdrawn_at)
      or (new.receipt <> old.receipt and (new.receipt <> new.id or not exists (select 1 from retained where subject = new.subject)));
end;

-- A comment that was withdrawn has no text; that nobody stands behind it stays known, for the counts rest on it.
create trigger retained_papers after insert on retained begin
  update second_entries set differing = null, settled = 'first', settled_at = new.at
    where differing is not null and paper in (select id from papers where subject = new.subject);
  update papers set receipt = id
    where subject = new.subject and (withdrawn_at is null or subject not glob 'consultations/*');
end;

-- After that nobody can say which responses came with a batch: it stays as it is.
create trigger papers_retained before update of withdrawn_at on papers when new.withdrawn_at is not null begin
  select raise(abort, 'who sent this is kept no longer') from retained where subject = new.subject;
end;
create trigger batches_retained before update of withdrawn_at on batches when new.withdrawn_at is not null begin
  select raise(abort, 'who sent this is kept no longer') from retained where subject = new.subject;
end;
