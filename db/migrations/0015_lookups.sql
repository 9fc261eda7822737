-- What is looked up often, and was read through whole tables: the numbers of the papers of one entry, those that were taken out among
-- them; and what of signing in is over, which is forgotten.

create index papers_subject on papers (subject, number);
create index office_sessions_over on office_sessions (expires_at);
create index office_verifications_over on office_verifications (expires_at);
