/**
 * The queue of a moderator: what is still to be read, what is on its way, what was left. Decisions are sent one after the other while
 * the moderator reads on; what is decided goes, so that the two-thousandth comment is as quick as the first.
 */
import type { Queue, QueuedComment } from '../../worker/moderation/contract.ts';
import { largestBulk } from '../../worker/moderation/rules.ts';
import { sentenceFor } from '../i18n/errors.ts';
import type { Locale } from '../i18n/locale.ts';
import { type Deciding, Entry } from './queue-entry.svelte.ts';
import { decide, historyOf, type LeftOut, load, type Narrowed, undo } from './queue-sending.ts';

/** What was done a moment ago, and what takes it back. */
export interface Told {
  decision: 'publish' | 'hide' | 'undo';
  count: number;
  /** What `undo` takes; nothing where nothing is to be taken back. */
  requests: string[];
}

/** Comments of one entry that are decided together. */
interface Part {
  entry: Entry;
  comments: QueuedComment[];
}

/** Where fewer are left to be read, the next page is fetched. */
const few = 10;
/** So many acts can be undone, the latest first. */
const mostUndone = 50;

export class Reading {
  readonly #locale: Locale;
  /** What the list is narrowed to, and where this page began. */
  readonly #narrowed: Narrowed;
  entries = $state.raw<Entry[]>([]);
  totals = $state.raw<Queue['totals']>({} as Queue['totals']);
  next = $state.raw<string | null>(null);
  loading = $state(false);
  told = $state.raw<Told | null>(null);
  /** What went wrong last, to be said once. */
  problem = $state<string>();
  /** What can be undone, the latest last. */
  #done: { told: Told; comments: string[] }[] = [];
  /** Ids of what is on its way. */
  readonly #away = new Set<string>();
  /** One decision after the other: each leaves its record on top of the one before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(locale: Locale, narrowed: Narrowed, queue: Queue, told: Told | null) {
    this.#locale = locale;
    this.#narrowed = narrowed;
    this.#take(queue);
    this.told = told;
    if (told) this.#done = [{ told, comments: [] }];
  }

  /** What is to be read. */
  readonly reading = $derived(this.entries.filter(({ comments }) => comments.length > 0));
  readonly ticked = $derived(this.reading.filter(({ ticked }) => ticked));
  readonly unsent = $derived(this.entries.filter(({ unsent }) => unsent.length > 0));
  /** Whether something would be lost with the page: on its way, or not received. */
  get holding(): boolean {
    return this.#away.size > 0 || this.unsent.length > 0;
  }
  /** Which list it is. */
  get list() {
    return this.#narrowed.list;
  }
  readonly undoable = $derived(this.told !== null && this.told.requests.length > 0);

  /** Decides about all that can be decided in some entries, or about some comments of theirs. The moderator reads on meanwhile. */
  decide(entries: readonly Entry[], deciding: Deciding, only?: readonly string[], again = false): Promise<void> {
    const parts = entries.flatMap((entry): Part[] => {
      const comments = entry.open.filter(({ id }) => only?.includes(id) ?? true);
      return comments.length > 0 ? [{ entry, comments }] : [];
    });
    for (const { entry, comments } of parts) {
      entry.send(comments);
      for (const { id } of comments) this.#away.add(id);
    }
    const sent = this.#next(() => this.#send(parts, deciding, again));
    void this.more();
    return sent;
  }

  /** Sends what was not received. */
  sendAgain(entries: readonly Entry[] = this.unsent): void {
    for (const entry of entries) for (const { deciding, comments } of entry.unsent) void this.decide([entry], deciding, comments, true);
  }

  async #send(parts: readonly Part[], deciding: Deciding, again: boolean): Promise<void> {
    const requests: string[] = [];
    const decided: string[] = [];
    let refused = false;
    for (const { from, seen, together } of portions(parts)) {
      const ids = together.flatMap(({ comments }) => comments.map(({ id }) => id));
      const answer = await decide(this.#locale, { ...deciding, comments: ids, from, seen });
      if (answer.ok) {
        this.problem = undefined;
        const left = new Map(answer.reply.left.map((one) => [one.id, one]));
        if (answer.reply.decided.length > 0) requests.push(answer.reply.request);
        decided.push(...answer.reply.decided);
        for (const part of together) refused = (await this.#settle(part, left, again ? stateAfter(deciding) : null)) || refused;
      } else {
        this.problem = answer.sentence;
        const unsent = { deciding, sentence: answer.sentence, signedOut: answer.code === 'signed-out' };
        for (const { entry, comments } of together) {
          entry.receive(comments.length, comments);
          entry.unsent = [...entry.unsent, { ...unsent, comments: comments.map(({ id }) => id) }];
        }
      }
      for (const id of ids) this.#away.delete(id);
    }
    if (decided.length > 0) this.#tell({ decision: deciding.decision, count: decided.length, requests }, decided);
    if (refused) this.problem = sentenceFor(this.#locale, { code: 'changed-meanwhile' });
  }

  /**
   * What was decided goes; what was not comes back as it stands now. What is `meant` and sent again may have arrived the first time:
   * then it stands as it should, and nobody else was quicker. Tells whether something came back.
   */
  async #settle({ entry, comments }: Part, left: ReadonlyMap<string, LeftOut>, meant: string | null): Promise<boolean> {
    const back: QueuedComment[] = [];
    for (const comment of comments) {
      const { id } = comment;
      const one = left.get(id);
      if (!one) continue;
      const answer = back.length < few ? await historyOf(this.#locale, id) : null;
      const now = answer?.ok ? answer.reply.comment : null;
      const state = now?.state ?? one.state;
      if (state === meant) continue;
      if (answer?.ok && now && state === comment.state && !now.appeal?.needsAnother) {
        // It was reported or appealed meanwhile: it is shown anew, and can be decided.
        [entry.seen, entry.renewed] = [answer.reply.seen, id];
        back.push({ ...now, state });
      } else {
        const { hiddenFor, latest } = now ?? { hiddenFor: one.hiddenFor, latest: null };
        entry.left = { ...entry.left, [id]: { ...one, state, hiddenFor, decidedAt: latest?.at ?? one.decidedAt } };
        back.push(comment);
      }
    }
    entry.receive(comments.length, back);
    if (entry.comments.length === 0 && entry.away === 0) this.drop(entry);
    return back.length > 0;
  }

  #tell(told: Told, comments: string[]): void {
    this.problem = undefined;
    this.told = told;
    this.#done = [...this.#done, { told, comments }].slice(-mostUndone);
    const { list } = this;
    const less = Math.max(0, this.totals[list] - told.count);
    this.totals = { ...this.totals, mine: this.totals.mine + told.count, ...(list === 'mine' ? {} : { [list]: less }) };
  }

  /** Takes the latest act back. Gives the comments of it where that went well. */
  undo(): Promise<string[] | null> {
    return this.#next(async () => {
      const act = this.#done.at(-1);
      if (!act) return null;
      const done = await this.#takeBack(act.told.requests, act.told.count);
      return done ? act.comments : null;
    });
  }

  /** Takes one decision back, whenever it was taken. */
  takeBack(request: string): Promise<boolean> {
    return this.#next(() => this.#takeBack([request], 1));
  }

  /** Does something once all that was begun is done. */
  #next<Value>(act: () => Promise<Value>): Promise<Value> {
    const acted = this.#last.then(act);
    this.#last = acted;
    return acted;
  }

  /** Takes acts back, and reads the page anew: what was taken back stands there. What nobody answered can be tried again. */
  async #takeBack(requests: readonly string[], count: number): Promise<boolean> {
    const without = this.#done.filter(({ told }) => told.requests[0] !== requests[0]);
    for (const request of requests) {
      const answer = await undo(this.#locale, request);
      if (answer.ok) continue;
      this.problem = answer.sentence;
      if (answer.code !== 'no-answer' && answer.code !== 'signed-out') this.#done = without;
      return false;
    }
    this.#done = without;
    await this.#begin();
    this.told = { decision: 'undo', count, requests: without.at(-1)?.told.requests ?? [] };
    return true;
  }

  /** Reads the page anew; what could not be sent stays. */
  async #begin(): Promise<void> {
    const answer = await load(this.#locale, this.#narrowed);
    if (!answer.ok) {
      this.problem = answer.sentence;
      return;
    }
    this.problem = undefined;
    this.entries = this.unsent;
    this.#take(answer.reply);
  }

  /** Fetches the next page before this one is read to its end. */
  async more(): Promise<void> {
    while (!this.loading && this.next !== null && this.reading.length < few) {
      this.loading = true;
      const answer = await load(this.#locale, { ...this.#narrowed, after: this.next });
      this.loading = false;
      if (!answer.ok) {
        this.problem = answer.sentence;
        return;
      }
      this.#take(answer.reply);
    }
  }

  /** Takes an entry off the list. */
  drop(entry: Entry): void {
    this.entries = this.entries.filter((other) => other !== entry);
    void this.more();
  }

  #take({ groups, next, seen, totals }: Queue): void {
    const known = new Set([...this.#away, ...this.entries.flatMap(({ comments }) => comments.map(({ id }) => id))]);
    const fresh = groups.flatMap(({ because, comments }) => {
      const unknown = comments.filter(({ id }) => !known.has(id));
      return unknown.length > 0 ? [new Entry({ because, comments: unknown }, seen)] : [];
    });
    this.entries = [...this.entries, ...fresh];
    this.totals = totals;
    this.next = next;
  }
}

/** Where a comment stands once that is decided. */
function stateAfter({ decision }: Deciding): 'published' | 'hidden' {
  return decision === 'publish' ? 'published' : 'hidden';
}

/** Parts that can be decided in one request: seen in one state at one time, and not too many. */
function portions(parts: readonly Part[]): { from: QueuedComment['state']; seen: string; together: Part[] }[] {
  const bySight = new Map<string, { from: QueuedComment['state']; seen: string; comments: { entry: Entry; comment: QueuedComment }[] }>();
  for (const { entry, comments } of parts) {
    for (const comment of comments) {
      const key = `${comment.state} ${entry.seen}`;
      const same = bySight.get(key) ?? { from: comment.state, seen: entry.seen, comments: [] };
      same.comments.push({ entry, comment });
      bySight.set(key, same);
    }
  }
  return [...bySight.values()].flatMap(({ from, seen, comments }) =>
    Array.from({ length: Math.ceil(comments.length / largestBulk) }, (_, place) => {
      const some = comments.slice(place * largestBulk, (place + 1) * largestBulk);
      const together = [...Map.groupBy(some, ({ entry }) => entry)].map(([entry, of]) => ({
        entry,
        comments: of.map(({ comment }) => comment),
      }));
      return { from, seen, together };
    }),
  );
}
