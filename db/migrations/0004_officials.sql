-- Officials, how they sign in, and the record of what they do. Instants of the tables that better-auth keeps are ISO texts; all others are
-- milliseconds since 1970.

-- A member of staff. What stands here of a person is the address, and the name that they gave; nothing else of the portal repeats it.
create table officials (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified integer not null default 0,
  image text,
  role text not null check (role in ('admin', 'publisher', 'editor', 'moderator', 'analyst', 'clerk')),
  -- the one department that the role is for; none: the whole public body
  department text,
  language text not null,
  disabled_at integer,
  created_at text not null,
  updated_at text not null,
  check (role <> 'admin' or department is null)
) strict;

create trigger officials_keep_an_admin before update of role, disabled_at on officials
  when old.role = 'admin' and old.disabled_at is null and (new.role <> 'admin' or new.disabled_at is not null) begin
  select raise(abort, 'the last admin stays')
    where not exists (select 1 from officials where id <> old.id and role = 'admin' and disabled_at is null);
end;

create trigger officials_stay before delete on officials begin select raise(abort, 'officials are disabled, never deleted'); end;

create table office_sessions (
  id text primary key,
  official text not null references officials (id),
  token text not null unique,
  expires_at text not null,
  -- never filled: addresses are not stored
  ip_address text,
  user_agent text,
  created_at text not null,
  updated_at text not null
) strict;

create index office_sessions_official on office_sessions (official);

-- A disabled official is signed out everywhere at once.
create trigger officials_disabled after update of disabled_at on officials when new.disabled_at is not null begin
  delete from office_sessions where official = new.id;
end;

create trigger office_sessions_refused before insert on office_sessions begin
  select raise(abort, 'this official is disabled')
    where exists (select 1 from officials where id = new.official and disabled_at is not null);
end;

-- Accounts at a single sign-on.
create table office_accounts (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  official text not null references officials (id),
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at text,
  refresh_token_expires_at text,
  scope text,
  password text check (password is null),
  created_at text not null,
  updated_at text not null,
  unique (provider_id, account_id)
) strict;

-- One-time links and challenges: hashed, and gone when used.
create table office_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at text not null,
  created_at text not null,
  updated_at text not null
) strict;

create index office_verifications_identifier on office_verifications (identifier);

create table office_passkeys (
  id text primary key,
  name text,
  public_key text not null,
  official text not null references officials (id),
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up integer not null,
  transports text,
  aaguid text,
  created_at text
) strict;

create index office_passkeys_official on office_passkeys (official);

-- Invitations: the token is kept as a hash. Who opens the link has to write the address that it was sent to.
create table invitations (
  token_hash text primary key,
  official text not null references officials (id),
  invited_at integer not null,
  expires_at integer not null,
  attempts integer not null default 0,
  used_at integer
) strict, without rowid;

create index invitations_official on invitations (official);

-- Every act of the office, in the order in which it was written. `hash` is the SHA-256 of the row with the hash before it:
-- `npm run audit:verify` computes the chain again. Neither names nor what people wrote stand here.
create table acts (
  place integer primary key,
  id text not null unique,
  at integer not null,
  -- the id of an official; none where the operator's token or the portal itself acted
  official text,
  role text not null,
  act text not null,
  subject text not null,
  before text not null,
  after text not null,
  request_id text not null,
  previous text not null,
  hash text not null unique check (length(hash) = 64)
) strict;

create index acts_official on acts (official, place);
create index acts_act on acts (act, place);
create index acts_subject on acts (subject, place);

create trigger acts_follow before insert on acts begin
  select raise(abort, 'an act follows the latest one')
    where new.place <> ifnull((select max(place) from acts), 0) + 1
      or new.previous <> ifnull((select hash from acts where place = new.place - 1), '');
end;
create trigger acts_stay before update on acts begin select raise(abort, 'the audit log is append-only'); end;
create trigger acts_last before delete on acts begin select raise(abort, 'the audit log is append-only'); end;

-- What a batch of statements rests on: a condition that doesn't hold breaks the batch off, and nothing of it is written.
create table expectations (met integer not null, constraint expectation_met check (met = 1)) strict;
create trigger expectations_pass after insert on expectations begin delete from expectations; end;
