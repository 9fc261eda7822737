-- Comments, reactions, and the counts that triggers keep beside them.

create table comments (
  id text primary key,
  consultation text not null,
  reply_to text references comments (id),
  author text not null,
  secret_id text not null,
  channel text not null check (channel in ('web', 'paper', 'phone', 'in-person', 'import')),
  assurance text not null check (assurance in ('open', 'email', 'code')),
  language text not null,
  body text not null,
  -- of the normalised text, to refuse a repetition by the same author
  fingerprint text not null,
  state text not null check (state in ('waiting', 'published', 'hidden', 'withdrawn')),
  hidden_for text,
  -- the number that an imported comment had where it was first made
  source_id text,
  submitted_at integer not null,
  agrees integer not null default 0 check (agrees >= 0),
  disagrees integer not null default 0 check (disagrees >= 0),
  passes integer not null default 0 check (passes >= 0),
  replies integer not null default 0 check (replies >= 0),
  -- the two orders of `worker/comments/rules.ts`, whose test holds them equal to these
  agreed real not null generated always as ((agrees + 1.0) / (agrees + disagrees + passes + 2)) stored,
  divided real not null generated always as (min(agrees, disagrees) * 1.0 / (agrees + disagrees + passes + 2)) stored,
  -- what the list shows: published ones, and the stubs of others that were replied to
  listed integer not null generated always as (reply_to is null and (state = 'published' or (replies > 0 and state <> 'waiting'))) stored,
  check ((state = 'hidden') = (hidden_for is not null))
) strict;

create index comments_newest on comments (consultation, listed, submitted_at, id);
create index comments_agreed on comments (consultation, listed, agreed, id);
create index comments_divided on comments (consultation, listed, divided, id);
create index comments_newest_in on comments (consultation, listed, language, submitted_at, id);
create index comments_agreed_in on comments (consultation, listed, language, agreed, id);
create index comments_divided_in on comments (consultation, listed, language, divided, id);
create index comments_thread on comments (reply_to, submitted_at, id) where reply_to is not null;
create index comments_author on comments (author, submitted_at);
create index comments_state on comments (state, consultation, submitted_at, id);
create unique index comments_once on comments (consultation, author, ifnull(reply_to, ''), fingerprint)
  where channel <> 'import' and state <> 'withdrawn';
create unique index comments_source on comments (consultation, source_id) where source_id is not null;

create trigger comments_one_level before insert on comments when new.reply_to is not null begin
  select raise(abort, 'a reply belongs to a comment of the same consultation that is not a reply')
    where not exists (select 1 from comments where id = new.reply_to and consultation = new.consultation and reply_to is null);
end;

create trigger comments_stay before delete on comments begin select raise(abort, 'comments are withdrawn or hidden, never deleted'); end;

-- One standing reaction of a person to a comment.
create table reactions (
  comment text not null references comments (id),
  respondent text not null,
  reaction text not null check (reaction in ('agree', 'disagree', 'pass')),
  channel text not null check (channel in ('web', 'paper', 'phone', 'in-person', 'import')),
  reacted_at integer not null,
  primary key (comment, respondent)
) strict, without rowid;

create index reactions_respondent on reactions (respondent, comment);

create trigger reactions_insert after insert on reactions begin
  update comments set
    agrees = agrees + (new.reaction = 'agree'),
    disagrees = disagrees + (new.reaction = 'disagree'),
    passes = passes + (new.reaction = 'pass')
    where id = new.comment;
end;

create trigger reactions_update after update of reaction on reactions begin
  update comments set
    agrees = agrees + (new.reaction = 'agree') - (old.reaction = 'agree'),
    disagrees = disagrees + (new.reaction = 'disagree') - (old.reaction = 'disagree'),
    passes = passes + (new.reaction = 'pass') - (old.reaction = 'pass')
    where id = new.comment;
end;

create trigger reactions_delete after delete on reactions begin
  update comments set
    agrees = agrees - (old.reaction = 'agree'),
    disagrees = disagrees - (old.reaction = 'disagree'),
    passes = passes - (old.reaction = 'pass')
    where id = old.comment;
end;

-- Comments by language and state.
create table comment_counts (
  consultation text not null,
  language text not null,
  state text not null,
  comments integer not null check (comments >= 0),
  primary key (consultation, language, state)
) strict, without rowid;

create trigger comments_insert after insert on comments begin
  insert into comment_counts values (new.consultation, new.language, new.state, 1)
    on conflict do update set comments = comments + 1;
  update comments set replies = replies + 1 where id = new.reply_to and new.state = 'published';
end;

create trigger comments_update after update of state on comments when new.state <> old.state begin
  update comment_counts set comments = comments - 1
    where consultation = old.consultation and language = old.language and state = old.state;
  insert into comment_counts values (new.consultation, new.language, new.state, 1)
    on conflict do update set comments = comments + 1;
  update comments set replies = replies + (new.state = 'published') - (old.state = 'published') where id = new.reply_to;
end;

-- People who commented or reacted, each once in a consultation, and how many they are.
create table participations (
  consultation text not null,
  respondent text not null,
  primary key (consultation, respondent)
) strict, without rowid;

create table participation_counts (
  consultation text primary key,
  people integer not null check (people >= 0)
) strict, without rowid;

create trigger participations_insert after insert on participations begin
  insert into participation_counts values (new.consultation, 1) on conflict do update set people = people + 1;
end;

create trigger comments_participate after insert on comments begin
  insert into participations values (new.consultation, new.author) on conflict do nothing;
end;

create trigger reactions_participate after insert on reactions begin
  insert into participations select consultation, new.respondent from comments where id = new.comment on conflict do nothing;
end;

-- What a moderator decided: append-only.
create table moderations (
  id text primary key,
  comment text not null references comments (id),
  decision text not null check (decision in ('publish', 'hide')),
  reason text,
  decided_at integer not null,
  request_id text not null,
  check ((decision = 'hide') = (reason is not null))
) strict;

create trigger moderations_stay before update on moderations begin select raise(abort, 'the moderation log is append-only'); end;
create trigger moderations_last before delete on moderations begin select raise(abort, 'the moderation log is append-only'); end;
