-- What is suspended: a poll, a quiz, or the comments of a consultation. Every suspension and every end of one stays, with its public reason.
-- Instants are milliseconds since 1970.
create table holds (
  id text primary key,
  -- as `polls/first-trees`
  subject text not null check (subject glob 'polls/?*' or subject glob 'quizzes/?*' or subject glob 'consultations/?*'),
  act text not null check (act in ('hold', 'resume')),
  -- why, in public: text by language
  words text not null check (json_type(words) = 'object' and words <> '{}'),
  at integer not null,
  official text not null references officials (id)
) strict;

create index holds_subject on holds (subject, at, id);
create index holds_at on holds (at);

-- What is on hold now, since when, and by which act. Kept by triggers.
create table held (
  subject text primary key,
  since integer not null,
  hold text not null references holds (id)
) strict, without rowid;

create trigger holds_alternate before insert on holds begin
  select raise(abort, 'this is suspended already') where new.act = 'hold' and exists (select 1 from held where subject = new.subject);
  select raise(abort, 'this is not suspended') where new.act = 'resume' and not exists (select 1 from held where subject = new.subject);
end;

create trigger holds_hold after insert on holds when new.act = 'hold' begin
  insert into held values (new.subject, new.at, new.id);
end;

create trigger holds_resume after insert on holds when new.act = 'resume' begin
  delete from held where subject = new.subject;
end;

create trigger holds_stay before update on holds begin select raise(abort, 'the record of holds is append-only'); end;
create trigger holds_last before delete on holds begin select raise(abort, 'the record of holds is append-only'); end;

-- The database itself refuses what comes in during a hold, in the transaction that would write it: nothing slips through between
-- asking and writing. What an operator imports happened at another time. Withdrawing is always possible.
create trigger answers_held before insert on answers begin
  select raise(abort, 'this is on hold') from responses join held on held.subject = responses.questionnaire
    where responses.id = new.response and responses.channel <> 'import';
end;

create trigger comments_held before insert on comments when new.channel <> 'import' begin
  select raise(abort, 'this is on hold') from held where subject = 'consultations/' || new.consultation;
end;

-- A reaction that stands already changes nothing when it is sent again.
create trigger reactions_held before insert on reactions when new.channel <> 'import' begin
  select raise(abort, 'this is on hold') from comments join held on held.subject = 'consultations/' || comments.consultation
    where comments.id = new.comment
      and not exists (select 1 from reactions where comment = new.comment and respondent = new.respondent and reaction = new.reaction);
end;

create trigger reactions_held_change before update of reaction on reactions
  when new.channel <> 'import' and new.reaction <> old.reaction begin
  select raise(abort, 'this is on hold') from comments join held on held.subject = 'consultations/' || comments.consultation
    where comments.id = new.comment;
end;
