-- What the desk looks up: since when people wait on a consultation, and the batches that are being entered.

-- Nobody waits for what was imported.
create index comments_promised on comments (consultation, submitted_at) where state = 'waiting' and channel <> 'import';
create index batches_open on batches (opened_at, id) where closed_at is null and withdrawn_at is null;
