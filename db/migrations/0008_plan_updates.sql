-- What officials posted on the commitments of action plans. A commitment stands where its latest update says, of these and of those in
-- the content; what was corrected stays and no longer counts.

create table plan_updates (
  id text primary key,
  plan text not null,
  commitment text not null,
  status text not null check (status in ('planned', 'under-way', 'done', 'not-doing')),
  -- when it was so
  at integer not null,
  posted_at integer not null,
  -- a path of the portal, or an https address
  evidence text,
  -- JSON: the note in each language; where nothing will be done it is the reason
  words text not null check (json_type(words) = 'object'),
  -- the update that this one takes the place of
  corrects text unique references plan_updates (id),
  constraint not_in_the_future check (at <= posted_at),
  constraint not_doing_says_why check (status <> 'not-doing' or words <> '{}')
) strict;

create index plan_updates_commitment on plan_updates (plan, commitment, posted_at);

create trigger plan_updates_correct before insert on plan_updates when new.corrects is not null begin
  select raise(abort, 'a correction takes the place of an earlier update of the same commitment')
    where not exists (select 1 from plan_updates where id = new.corrects and plan = new.plan and commitment = new.commitment);
end;
create trigger plan_updates_stay before update on plan_updates begin
  select raise(abort, 'updates of commitments are corrected, never changed');
end;
create trigger plan_updates_last before delete on plan_updates begin
  select raise(abort, 'updates of commitments are corrected, never deleted');
end;
