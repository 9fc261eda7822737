-- What participants report, what moderators decide, and what authors say against it. Instants are milliseconds since 1970.

-- Renamed before anything refers to the new one: a renaming takes references with it.
alter table moderations rename to moderations_before;
drop trigger moderations_stay;
drop trigger moderations_last;

-- What an author says against the hiding of a comment: once.
create table appeals (
  id text primary key,
  comment text not null unique references comments (id),
  -- the decision that hid the comment
  against text not null references moderations (id),
  -- nothing where the author withdrew the comment since
  words text not null,
  appealed_at integer not null,
  decided_by text references moderations (id)
) strict;

create index appeals_open on appeals (appealed_at) where decided_by is null;

-- What a moderator decided. No text and no name stand here, so that it can stay for ever.
create table moderations (
  -- the order in which decisions were written
  place integer primary key,
  id text not null unique,
  comment text not null references comments (id),
  -- return: back among those that wait, where a decision is undone
  decision text not null check (decision in ('publish', 'hide', 'return')),
  reason text,
  -- none: the holder of the operator's token
  official text references officials (id),
  -- the appeal that it decides
  appeal text references appeals (id),
  -- the decision that it takes back
  undoes text unique references moderations (id),
  -- how it found the comment, and for what it was hidden then; none where that was not kept yet
  found text check (found in ('waiting', 'published', 'hidden')),
  found_for text,
  -- since when somebody waited for it: written, reported or appealed; none where nobody did
  waiting_since integer,
  decided_at integer not null,
  request_id text not null,
  check ((decision = 'hide') = (reason is not null)),
  check ((found = 'hidden') = (found_for is not null)),
  check (decision <> 'return' or undoes is not null),
  check (appeal is null or undoes is null)
) strict;

insert into moderations (id, comment, decision, reason, waiting_since, decided_at, request_id)
  select id, comment, decision, reason,
    iif(decision = 'publish' and not exists (
      select 1 from moderations_before as earlier where earlier.comment = moderations_before.comment and earlier.id < moderations_before.id
    ), (select submitted_at from comments where comments.id = comment and channel <> 'import'), null),
    decided_at, request_id
  from moderations_before order by decided_at, id;
drop table moderations_before;

create index moderations_comment on moderations (comment, place);
create index moderations_official on moderations (official, place);
create index moderations_request on moderations (request_id);
create index moderations_decided on moderations (decided_at);

create trigger moderations_stay before update on moderations begin select raise(abort, 'the moderation log is append-only'); end;
create trigger moderations_last before delete on moderations begin select raise(abort, 'the moderation log is append-only'); end;

create trigger moderations_by_another before insert on moderations when new.appeal is not null begin
  select raise(abort, 'an appeal is decided once, about its comment')
    where not exists (select 1 from appeals where id = new.appeal and comment = new.comment and decided_by is null);
  select raise(abort, 'an appeal is decided by another official')
    where new.official is (
      select official from moderations where id = (select against from appeals where id = new.appeal)
    );
end;

-- What a moderator wrote to the author, and nobody else reads. Apart from the log, for it can be erased.
create table moderation_notes (
  moderation text primary key references moderations (id),
  note text not null
) strict, without rowid;

create trigger moderation_notes_stay before update on moderation_notes begin
  select raise(abort, 'a note is erased, never re-written');
end;

create trigger appeals_hidden before insert on appeals begin
  select raise(abort, 'an appeal is against what hid its comment')
    where not exists (
      select 1 from comments join moderations on moderations.comment = comments.id
      where comments.id = new.comment and comments.state = 'hidden' and moderations.id = new.against and decision = 'hide'
    );
end;

create trigger appeals_stay before update of id, comment, against, appealed_at on appeals begin
  select raise(abort, 'an appeal stays as it was made');
end;
create trigger appeals_words before update of words on appeals when new.words <> '' begin
  select raise(abort, 'an appeal stays as it was made');
end;
create trigger appeals_last before delete on appeals begin select raise(abort, 'an appeal stays as it was made'); end;

-- That a participant finds that a comment should be looked at: each person once.
create table reports (
  -- the order in which they came
  place integer primary key,
  comment text not null references comments (id),
  reporter text not null,
  reason text not null,
  words text,
  reported_at integer not null,
  settled_by text references moderations (id),
  unique (comment, reporter)
) strict;

create index reports_open on reports (reported_at) where settled_by is null;

create trigger reports_published before insert on reports begin
  select raise(abort, 'only what is published is reported')
    where not exists (select 1 from comments where id = new.comment and state = 'published');
end;

create trigger reports_stay before update of place, comment, reason, reported_at on reports begin
  select raise(abort, 'a report stays as it was made');
end;
create trigger reports_words before update of words on reports when new.words is not null begin
  select raise(abort, 'a report stays as it was made');
end;
create trigger reports_last before delete on reports begin select raise(abort, 'a report stays as it was made'); end;

-- What an author withdraws is gone wherever it may have been quoted.
create trigger comments_withdrawn after update of state on comments when new.state = 'withdrawn' and old.state <> 'withdrawn' begin
  update appeals set words = '' where comment = new.id;
  update reports set words = null where comment = new.id;
  delete from moderation_notes where moderation in (select id from moderations where comment = new.id);
end;

create index comments_waiting on comments (submitted_at, id) where state = 'waiting';
