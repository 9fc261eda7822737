/** What the public body answered to comments, for whoever shows comments. */
import { sql } from 'drizzle-orm';
import type { StandingReply } from '../worker/comments/rules.ts';

/** A column of a query from `comments`: the official replies to each, the oldest first. */
export const repliesToComment = sql`(
  select json_group_array(json_object('id', id, 'department', department, 'postedAt', posted_at, 'withdrawnAt', withdrawn_at,
    'version', version, 'words', json(words), 'editedAt', edited_at))
  from (
    select * from official_replies join official_reply_versions on reply = id
    where comment = comments.id and version = (select max(version) from official_reply_versions where reply = official_replies.id)
    order by posted_at, id
  )
)`.mapWith((json: string): StandingReply[] => JSON.parse(json));
