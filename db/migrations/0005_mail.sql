-- Letters to officials: queued with the act that they tell of, and sent afterwards. What a letter says is a few ids and counts, from which
-- its words are made when it is sent; a link that signs somebody in is taken out of it then.
create table letters (
  id text primary key,
  official text not null references officials (id),
  kind text not null,
  letter text not null,
  queued_at integer not null,
  attempts integer not null default 0,
  next_at integer not null,
  sent_at integer,
  -- why the last attempt failed, as the mail server said it
  failure text
) strict;

create index letters_waiting on letters (next_at) where sent_at is null;
create index letters_queued on letters (queued_at);
