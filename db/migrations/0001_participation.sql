-- What every act of a participant rests on: the secret that respondent keys are made with, the definitions that
-- responses were given under, and the idempotency keys that make a retry harmless.

-- The fingerprint of the secret in use. A Worker with another secret refuses to record: it would let everyone respond twice.
create table secrets (
  id text primary key,
  fingerprint text not null,
  first_used_at integer not null
) strict;

-- One part (rules or words) of a definition, as canonical JSON, under its SHA-256. Stored with the first response to it.
create table definitions (
  version text primary key check (length(version) = 64),
  part text not null check (part in ('rules', 'words')),
  json text not null,
  first_used_at integer not null
) strict, without rowid;

create trigger definitions_stay before update on definitions begin select raise(abort, 'definitions are never changed'); end;
create trigger definitions_last before delete on definitions begin select raise(abort, 'definitions are never deleted'); end;

-- An idempotency key (hashed with what it was sent to) and the receipt that it led to.
create table submissions (
  key text primary key,
  receipt text not null,
  recorded_at integer not null
) strict, without rowid;
