/** What waits for an official, and since when: only what the role permits, and of that only what is the department's. Pure. */
import { departmentOf, type EntryKind, entryNamed, type Status } from '../definitions/rules.ts';
import { promisedBy } from '../moderation/rules.ts';
import { may, type Permission, type Role } from '../officials/rules.ts';
import { isLate, type PostedUpdate, statusAt, updatesUntil, withPosted } from '../plans/rules.ts';
import { deskParts, isAnswered, isSilent, type Promised, promiseAt } from '../reminders/rules.ts';
import type { Waiting } from './contract.ts';

/** Every part of the desk, and the permission without which it is nothing to somebody. */
const parts = { ...deskParts, mail: 'manage-officials' } as const satisfies Record<Waiting['part'], Permission>;

export interface Asker {
  id: string;
  role: Role;
  department: string | null;
}

/** Some that wait on one consultation. `oldest`: since when somebody waits, null where nobody does. */
interface OnConsultation {
  consultation: string;
  count: number;
  oldest: number | null;
}

/** What the database knows of what waits, the same for every official. Instants are milliseconds since 1970. */
export interface DeskFacts {
  comments: OnConsultation[];
  reports: (OnConsultation & { danger: number })[];
  /** `by`: who hid what is appealed; null where the operator did. */
  appeals: (OnConsultation & { by: string | null })[];
  questions: OnConsultation[];
  /** Papers of samples that nobody has read again, by their batch and who entered them. */
  papers: { batch: string; subject: string; by: string; count: number; oldest: number }[];
  mail: { count: number; oldest: number | null }[];
  /** What officials posted on commitments. */
  posted: PostedUpdate[];
}

/** Of all that the site published: what is looked at here. */
export interface Published {
  readsWithin: number;
  entries: readonly Promised[];
  plans: readonly {
    slug: string;
    adopted: string;
    commitments: { id: string; lead: string; by?: string | undefined; updates: { at: string; status: Status }[] }[];
  }[];
}

const wire = (at: number) => new Date(at).toISOString();

/** What waits for an official, the most urgent first. */
export function deskOf(official: Asker, published: Published, facts: DeskFacts, now: number): Waiting[] {
  const permitted = (part: Waiting['part'], department?: string | null) => may(official, parts[part], department);
  const entryOf = (kind: EntryKind, slug: string) => departmentOf(published, kind, slug);
  const concerns = (part: Waiting['part']) => (row: OnConsultation) => permitted(part, entryOf('consultation', row.consultation));
  const promised = (since: number) => wire(promisedBy(since, published.readsWithin));

  const reports = summed(facts.reports.filter(concerns('reports')));
  const appeals = summed(facts.appeals.filter(concerns('appeals')).filter(({ by }) => by !== official.id));
  const comments = summed(facts.comments.filter(concerns('comments')));
  const questions = summed(facts.questions.filter(concerns('questions')));
  const danger = facts.reports.filter(concerns('reports')).reduce((sum, row) => sum + row.danger, 0);
  const answers = (part: 'overdue' | 'due') =>
    published.entries
      .filter(isAnswered)
      .filter((entry) => promiseAt(entry, now) === part && permitted(part, entry.department ?? null))
      .map(({ kind, slug, schedule }) => ({ part, count: 1, kind, slug, answerBy: wire(Date.parse(schedule.answerBy ?? '')) }))
      .sort((one, other) => Date.parse(one.answerBy) - Date.parse(other.answerBy));
  const { late, silent } = commitmentsOf(published, facts.posted, now, (lead) => permitted('commitments', lead));
  const papers = facts.papers.filter(({ subject, by }) => {
    const entry = entryNamed(subject);
    return entry && by !== official.id && permitted('papers', entryOf(entry.kind, entry.slug));
  });
  const unread = oldestOf(papers);
  const [mail] = facts.mail;

  return [
    ...(reports?.row ? [{ part: 'reports' as const, count: reports.count, danger, ...waits(reports.row, promised) }] : []),
    ...answers('overdue'),
    ...(appeals?.row ? [{ part: 'appeals' as const, count: appeals.count, ...waits(appeals.row, promised) }] : []),
    ...(comments
      ? [
          {
            part: 'comments' as const,
            count: comments.count,
            ...(comments.row ? waits(comments.row, promised) : { oldest: null, on: null, promisedBy: null }),
          },
        ]
      : []),
    ...answers('due'),
    ...(questions?.row
      ? [{ part: 'questions' as const, count: questions.count, oldest: wire(questions.row.oldest), on: questions.row.consultation }]
      : []),
    ...listed('late', late),
    ...listed('commitments', silent),
    ...(unread ? [{ part: 'papers' as const, count: countOf(papers), oldest: wire(unread.oldest), batch: unread.batch }] : []),
    ...(mail && mail.count > 0 && mail.oldest !== null && permitted('mail')
      ? [{ part: 'mail' as const, count: mail.count, oldest: wire(mail.oldest) }]
      : []),
  ];
}

const countOf = (rows: readonly { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);

function oldestOf<Row extends { oldest: number | null }>(rows: readonly Row[]): (Row & { oldest: number }) | undefined {
  return rows.filter((row): row is Row & { oldest: number } => row.oldest !== null).sort((one, other) => one.oldest - other.oldest)[0];
}

/** How many there are on all of these consultations, and the one on which somebody waits longest; nothing where there are none. */
function summed<Row extends OnConsultation>(rows: readonly Row[]) {
  const count = countOf(rows);
  return count === 0 ? null : { count, row: oldestOf(rows) };
}

function waits({ oldest, consultation }: { oldest: number; consultation: string }, promised: (since: number) => string) {
  return { oldest: wire(oldest), on: consultation, promisedBy: promised(oldest) };
}

interface Silent {
  plan: string;
  commitment: string;
  since: number;
}

/** The commitments past their date, and the others of which nothing was heard for too long; those that wait longest first. */
function commitmentsOf({ plans }: Published, posted: readonly PostedUpdate[], now: number, concerns: (lead: string) => boolean) {
  const all = withPosted(plans, posted).flatMap(({ slug: plan, adopted, commitments }) =>
    commitments
      .filter(({ lead }) => concerns(lead))
      .map((commitment) => ({ commitment, plan, last: Date.parse(updatesUntil(commitment.updates, now)[0]?.at ?? adopted) })),
  );
  const byAge = (one: Silent, other: Silent) => one.since - other.since;
  const late = all.filter(({ commitment }) => isLate(commitment, now));
  const silent = all.filter(
    ({ commitment, last }) => !isLate(commitment, now) && isSilent({ status: statusAt(commitment, now), last }, now),
  );
  return {
    late: late.map(({ commitment, plan }) => ({ plan, commitment: commitment.id, since: Date.parse(commitment.by ?? '') })).sort(byAge),
    silent: silent.map(({ commitment, plan, last }) => ({ plan, commitment: commitment.id, since: last })).sort(byAge),
  };
}

function listed(part: 'late' | 'commitments', all: readonly Silent[]): Waiting[] {
  const [first] = all;
  return first ? [{ part, count: all.length, plan: first.plan, commitment: first.commitment, since: wire(first.since) }] : [];
}
