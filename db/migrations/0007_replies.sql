-- What the public body answers to comments: marked as official, pinned under the comment, and edited in public.

create table official_replies (
  id text primary key,
  comment text not null references comments (id),
  -- the department that answers; none: the whole public body. Which official wrote it stands in the audit log alone.
  department text,
  posted_at integer not null,
  withdrawn_at integer,
  check (withdrawn_at >= posted_at)
) strict;

create index official_replies_comment on official_replies (comment, posted_at);
create index official_replies_latest on official_replies (posted_at, id);
create unique index official_replies_once on official_replies (comment, ifnull(department, '')) where withdrawn_at is null;

-- What a reply said, and since when: append-only.
create table official_reply_versions (
  reply text not null references official_replies (id),
  version integer not null,
  -- JSON: a text for each language, of one at least
  words text not null check (json_type(words) = 'object' and words <> '{}'),
  edited_at integer not null,
  primary key (reply, version)
) strict, without rowid;

create trigger official_replies_answer before insert on official_replies begin
  select raise(abort, 'a reply answers a published comment')
    where not exists (select 1 from comments where id = new.comment and state = 'published');
end;

create trigger official_replies_stay before delete on official_replies begin
  select raise(abort, 'official replies are withdrawn, never deleted');
end;
create trigger official_replies_once_withdrawn before update on official_replies begin
  select raise(abort, 'official replies are withdrawn, never changed')
    where old.withdrawn_at is not null or new.withdrawn_at is null
      or new.id <> old.id or new.comment <> old.comment or new.department is not old.department or new.posted_at <> old.posted_at;
end;

create trigger official_reply_versions_follow before insert on official_reply_versions begin
  select raise(abort, 'a version follows the latest one of a reply that stands')
    where new.version <> 1 + ifnull((select max(version) from official_reply_versions where reply = new.reply), 0)
      or exists (select 1 from official_replies where id = new.reply and withdrawn_at is not null);
end;
create trigger official_reply_versions_stay before update on official_reply_versions begin
  select raise(abort, 'what an official reply said is append-only');
end;
create trigger official_reply_versions_last before delete on official_reply_versions begin
  select raise(abort, 'what an official reply said is append-only');
end;

-- Since when a comment has an official reply that stands, and whether it asks something: a question mark of any of our scripts.
alter table comments add column answered_at integer;
alter table comments add column asks integer generated always as (instr(body, '?') > 0 or instr(body, '؟') > 0) virtual;

-- Questions without a reply, the oldest first: of all consultations, and of one.
create index comments_unanswered on comments (state, submitted_at, id) where asks = 1 and answered_at is null;
create index comments_unanswered_on on comments (state, consultation, submitted_at, id) where asks = 1 and answered_at is null;

create trigger official_replies_posted after insert on official_replies begin
  update comments set answered_at = new.posted_at where id = new.comment and answered_at is null;
end;
create trigger official_replies_withdrawn after update of withdrawn_at on official_replies begin
  update comments
    set answered_at = (select min(posted_at) from official_replies where comment = new.comment and withdrawn_at is null)
    where id = new.comment;
end;
