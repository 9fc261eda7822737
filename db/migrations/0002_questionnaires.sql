-- Responses, their answers, and the tallies that triggers keep beside them, so that no writer can forget them.
-- Instants are milliseconds since 1970. `insert or replace` would skip the delete triggers: write `on conflict do update`.

create table responses (
  id text primary key,
  questionnaire text not null,
  wave integer not null default 1,
  respondent text not null,
  secret_id text not null,
  channel text not null check (channel in ('web', 'paper', 'phone', 'in-person', 'import')),
  assurance text not null check (assurance in ('open', 'email', 'code')),
  language text,
  rules_version text not null references definitions (version),
  words_version text not null references definitions (version),
  recorded_at integer not null,
  changed_at integer,
  withdrawn_at integer,
  -- one person, one standing response
  unique (questionnaire, wave, respondent)
) strict;

create table answers (
  response text not null references responses (id),
  question text not null,
  option text not null,
  primary key (response, question)
) strict, without rowid;

-- People with a standing response, by channel.
create table turnouts (
  questionnaire text not null,
  wave integer not null,
  channel text not null,
  people integer not null check (people >= 0),
  primary key (questionnaire, wave, channel)
) strict, without rowid;

-- People by option and channel.
create table tallies (
  questionnaire text not null,
  wave integer not null,
  question text not null,
  option text not null,
  channel text not null,
  people integer not null check (people >= 0),
  primary key (questionnaire, wave, question, option, channel)
) strict, without rowid;

create trigger responses_insert after insert on responses when new.withdrawn_at is null begin
  insert into turnouts values (new.questionnaire, new.wave, new.channel, 1)
    on conflict do update set people = people + 1;
end;

create trigger responses_update after update of channel, withdrawn_at on responses begin
  update turnouts set people = people - 1
    where old.withdrawn_at is null and questionnaire = old.questionnaire and wave = old.wave and channel = old.channel;
  insert into turnouts select new.questionnaire, new.wave, new.channel, 1 where new.withdrawn_at is null
    on conflict do update set people = people + 1;
end;

-- A withdrawn response keeps its receipt and loses its answers; one that comes by another channel is answered anew.
-- The answers go while the old channel is still known.
create trigger responses_replace before update of channel, withdrawn_at on responses
  when new.withdrawn_at is not null or new.channel <> old.channel begin
  delete from answers where response = old.id;
end;

create trigger responses_stay before delete on responses begin select raise(abort, 'responses are withdrawn, never deleted'); end;

create trigger answers_insert after insert on answers begin
  insert into tallies
    select questionnaire, wave, new.question, new.option, channel, 1 from responses where id = new.response
    on conflict do update set people = people + 1;
end;

create trigger answers_delete after delete on answers begin
  update tallies set people = people - 1
    where (questionnaire, wave, channel) = (select questionnaire, wave, channel from responses where id = old.response)
      and question = old.question and option = old.option;
end;

-- An answer is replaced by deleting and inserting, so that the two triggers above see every change.
create trigger answers_stay before update on answers begin select raise(abort, 'answers are replaced, never updated'); end;
