-- How long it is kept who sent what, and texts that are erased on request. Instants are milliseconds since 1970.

-- Where retention was carried out: once for each subject, and for good.
create table retained (
  -- as `polls/first-trees`
  subject text primary key,
  at integer not null,
  -- so many people's keys were replaced
  people integer not null check (people >= 0),
  -- so many texts that were not public were erased
  texts integer not null check (texts >= 0)
) strict, without rowid;

create trigger retained_stay before update on retained begin select raise(abort, 'what was forgotten stays forgotten'); end;
create trigger retained_last before delete on retained begin select raise(abort, 'what was forgotten stays forgotten'); end;

-- While a subject is carried out: which random key takes the place of which. Empty before and after, for nothing may join the two.
create table renamings (
  former text primary key,
  later text not null unique
) strict, without rowid;

create trigger retained_forgets after insert on retained begin
  delete from renamings;
end;

-- Nothing comes in afterwards by any way, for it would be kept under a key again.
create trigger responses_retained before insert on responses begin
  select raise(abort, 'who sent this is kept no longer') from retained where subject = new.questionnaire;
end;
create trigger comments_retained before insert on comments begin
  select raise(abort, 'who sent this is kept no longer') from retained where subject = 'consultations/' || new.consultation;
end;
create trigger reactions_retained before insert on reactions begin
  select raise(abort, 'who sent this is kept no longer') from comments
    join retained on retained.subject = 'consultations/' || comments.consultation where comments.id = new.comment;
end;

-- A comment whose text was erased can't be published again.
create trigger comments_erased_stay before update of state on comments
  when new.state in ('published', 'waiting') and old.state not in ('published', 'waiting') and old.body = '' begin
  select raise(abort, 'there is no text any more');
end;

-- Since when a text is erased on request, and on which ground of the published list: what its stub says.
alter table comments add column erased_at integer;
alter table comments add column erased_for text check (erased_for in ('authors-request', 'court-order', 'others-data'));

-- What was erased on request: append-only. That it stands here is what erases it.
create table erasures (
  id text primary key,
  comment text not null unique references comments (id),
  ground text not null check (ground in ('authors-request', 'court-order', 'others-data')),
  at integer not null,
  official text not null references officials (id)
) strict;

create index erasures_at on erasures (at, id);

create trigger erasures_of_texts before insert on erasures begin
  select raise(abort, 'there is no text to erase')
    where not exists (select 1 from comments where id = new.comment and state <> 'withdrawn');
end;

create trigger erasures_erase after insert on erasures begin
  update comments
    set state = 'withdrawn', hidden_for = null, body = '', fingerprint = id, erased_at = new.at, erased_for = new.ground
    where id = new.comment;
end;

create trigger erasures_stay before update on erasures begin select raise(abort, 'the record of erasures is append-only'); end;
create trigger erasures_last before delete on erasures begin select raise(abort, 'the record of erasures is append-only'); end;
