-- Sending letters in turns: who sends one claims it first, so that two at once don't send it twice.
alter table letters add column claimed_until integer;
-- since when it is not tried again
alter table letters add column given_up_at integer;
-- what was in the way at the last attempt, in a word; `failure` has what the mail server said
alter table letters add column trouble text;

drop index letters_waiting;
create index letters_waiting on letters (next_at) where sent_at is null and given_up_at is null;

create trigger letters_once before update on letters when old.sent_at is not null or old.given_up_at is not null begin
  select raise(abort, 'a letter that was sent or given up stays as it is');
end;
create trigger letters_without_link before update on letters
  when (new.sent_at is not null or new.given_up_at is not null) and json_extract(new.letter, '$.path') is not null begin
  select raise(abort, 'a letter that was sent or given up keeps no link');
end;

-- What officials were told once: a late answer, the digest of a day.
create table told (
  key text primary key,
  at integer not null
) strict, without rowid;
