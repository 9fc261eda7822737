-- Responses and comments that came on paper, by telephone or in person, as clerks enter them: in batches, a sample of each entered twice.
-- Instants are milliseconds since 1970.

create table batches (
  id text primary key,
  -- as `polls/first-trees`
  subject text not null check (subject glob 'polls/?*' or subject glob 'quizzes/?*' or subject glob 'consultations/?*'),
  channel text not null check (channel in ('paper', 'phone', 'in-person')),
  -- when it was handed in, said or called: while the entry was open
  received_at integer not null,
  opened_at integer not null,
  opened_by text not null references officials (id),
  closed_at integer,
  withdrawn_at integer,
  -- why, in public: text by language
  withdrawal text check (json_type(withdrawal) = 'object' and withdrawal <> '{}'),
  check ((withdrawn_at is null) = (withdrawal is null))
) strict;

create index batches_subject on batches (subject, opened_at, id);
create index batches_newest on batches (opened_at, id);

-- One paper, call or visit, and the response or the comment that it is.
create table papers (
  id text primary key,
  batch text not null references batches (id),
  subject text not null,
  number text not null,
  -- the id of the response or of the comment
  receipt text not null,
  -- drawn by lot from the number, in millionths: what is below a tenth, and the least of each batch, is the sample
  draw integer not null check (draw between 0 and 999999),
  entered_at integer not null,
  entered_by text not null references officials (id),
  -- taken out by itself, or with its batch: then its number is free again
  withdrawn_at integer
) strict;

create unique index papers_number on papers (subject, number) where withdrawn_at is null;
create index papers_batch on papers (batch, draw);
create index papers_receipt on papers (receipt);

-- A paper of the sample as another clerk read it.
create table second_entries (
  paper text primary key references papers (id),
  -- what they read, while it differs from the first entry and nobody has decided: JSON
  differing text,
  entered_at integer not null,
  entered_by text not null references officials (id),
  -- which of two that differed was right
  settled text check (settled in ('first', 'second')),
  settled_at integer,
  -- none: the text was taken back before anybody decided
  settled_by text references officials (id),
  check (differing is null or settled is null),
  check ((settled is null) = (settled_at is null))
) strict, without rowid;

create trigger batches_stay before update on batches begin
  select raise(abort, 'what a batch is never changes')
    where new.id <> old.id or new.subject <> old.subject or new.channel <> old.channel or new.received_at <> old.received_at
      or new.opened_at <> old.opened_at or new.opened_by <> old.opened_by;
  select raise(abort, 'this batch is withdrawn') where old.withdrawn_at is not null;
  select raise(abort, 'this batch is closed') where old.closed_at is not null and new.closed_at is not old.closed_at;
end;
create trigger batches_last before delete on batches begin select raise(abort, 'batches are withdrawn, never deleted'); end;

-- A batch is closed when every paper of its sample was read twice, and every difference is decided.
create trigger batches_close before update of closed_at on batches when old.closed_at is null and new.closed_at is not null begin
  select raise(abort, 'the sample of this batch is not complete')
    from papers left join second_entries on second_entries.paper = papers.id
    where papers.batch = new.id and papers.withdrawn_at is null
      and (papers.draw < 100000 or papers.draw = (select min(draw) from papers where batch = new.id and withdrawn_at is null))
      and (second_entries.paper is null or second_entries.differing is not null);
end;

create trigger papers_into_open before insert on papers begin
  select raise(abort, 'this batch is withdrawn') from batches where id = new.batch and withdrawn_at is not null;
  select raise(abort, 'this batch is closed') from batches where id = new.batch and closed_at is not null;
end;
create trigger papers_stay before update on papers begin
  select raise(abort, 'a paper is withdrawn, never changed')
    where old.withdrawn_at is not null or new.withdrawn_at is null or new.id <> old.id or new.batch <> old.batch
      or new.subject <> old.subject or new.number <> old.number or new.receipt <> old.receipt or new.draw <> old.draw
      or new.entered_at <> old.entered_at or new.entered_by <> old.entered_by;
end;
create trigger papers_last before delete on papers begin select raise(abort, 'a paper is withdrawn, never deleted'); end;

create trigger second_entries_by_another before insert on second_entries begin
  select raise(abort, 'another clerk reads a paper again') from papers where id = new.paper and entered_by = new.entered_by;
  select raise(abort, 'this paper is withdrawn') from papers where id = new.paper and withdrawn_at is not null;
end;
create trigger second_entries_stay before update on second_entries begin
  select raise(abort, 'a second entry is settled once, never changed')
    where old.differing is null or new.differing is not null or new.settled is null
      or new.paper <> old.paper or new.entered_at <> old.entered_at or new.entered_by <> old.entered_by;
end;
create trigger second_entries_last before delete on second_entries begin
  select raise(abort, 'a second entry is settled once, never deleted');
end;

-- What goes with a paper goes with it here: the response, or the comment with its text and its author's part in the counts.
create trigger papers_withdrawn after update of withdrawn_at on papers when new.withdrawn_at is not null begin
  update responses set withdrawn_at = new.withdrawn_at where id = new.receipt and withdrawn_at is null;
  delete from participations
    where (consultation, respondent) = (select consultation, author from comments where id = new.receipt);
  update comments set state = 'withdrawn', hidden_for = null, body = '', fingerprint = id where id = new.receipt and state <> 'withdrawn';
  update second_entries set differing = null, settled = 'first', settled_at = new.withdrawn_at
    where paper = new.id and differing is not null;
end;
create trigger batches_withdrawn after update of withdrawn_at on batches when new.withdrawn_at is not null begin
  update papers set withdrawn_at = new.withdrawn_at where batch = new.id and withdrawn_at is null;
end;

-- A text that was taken back stands nowhere else.
create trigger comments_forgotten after update of body on comments when new.body = '' begin
  update second_entries set differing = null, settled = 'first', settled_at = unixepoch() * 1000
    where differing is not null and paper in (select id from papers where receipt = new.id);
end;

-- A person whose only part was a paper that proved to be none.
create trigger participations_delete after delete on participations begin
  update participation_counts set people = people - 1 where consultation = old.consultation;
end;

-- A comment in whose language a second reader was right.
create trigger comments_language after update of language on comments when new.language <> old.language and new.state = old.state begin
  update comment_counts set comments = comments - 1
    where consultation = old.consultation and language = old.language and state = old.state;
  insert into comment_counts values (new.consultation, new.language, new.state, 1)
    on conflict do update set comments = comments + 1;
end;
