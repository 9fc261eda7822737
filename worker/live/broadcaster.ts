/** One for each poll: keeps the open sockets, and when poked sends them what the database says now. */
import { DurableObject } from 'cloudflare:workers';
import { clock } from '../platform/clock.ts';
import type { Bindings } from '../platform/environment.ts';
import { type Tallied, tally } from '../questionnaires/store.ts';
import type { LiveMessage } from './contract.ts';

/** At most four messages a second to a socket. */
const pause = 250;

/** What a socket asks to hear, and whether the one who asks has responded. */
interface Hearing {
  tallied: Tallied;
  responded: boolean;
}

/** An alarm is set this far ahead at the most, in milliseconds: a close may be moved, or lie further than alarms reach. */
const month = 30 * 24 * 60 * 60 * 1000;

/** After a failure to read, another attempt; meanwhile the sockets show the last truth. */
const again = 1000;

export class Broadcaster extends DurableObject<Bindings> {
  #pending: Tallied | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sentAt = 0;

  /** Opens a socket. The route has checked who asks; `responded` says whether this one may hear what respondents may. */
  override async fetch(request: Request): Promise<Response> {
    const { tallied, responded } = JSON.parse(request.headers.get('x-hearing') ?? '') as Hearing;
    const message = await this.#message(tallied, responded);
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [responded ? 'respondent' : 'visitor']);
    server.send(message);
    await this.#wakeAtClose(tallied);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Something was written: tell the sockets soon, and all that was written meanwhile at once. */
  poke(tallied: Tallied): void {
    this.#pending = tallied;
    if (this.ctx.getWebSockets().length > 0) this.#schedule(this.#sentAt + pause - Date.now());
  }

  /** Somebody withdrew: respondents' sockets open anew, and only those of people who still are hear what respondents may. */
  askAnew(): void {
    for (const socket of this.ctx.getWebSockets('respondent')) socket.close(1012, 'ask anew');
  }

  /** The close of the poll: what was sealed is everybody's now. */
  override async alarm(): Promise<void> {
    const tallied = await this.ctx.storage.get<Tallied>('tallied');
    if (!tallied || this.ctx.getWebSockets().length === 0) return;
    this.poke(tallied);
    await this.#wakeAtClose(tallied);
  }

  async #wakeAtClose(tallied: Tallied): Promise<void> {
    const closes = Date.parse(tallied.rules.closes);
    if (closes <= Date.now() || (await this.ctx.storage.getAlarm()) !== null) return;
    await this.ctx.storage.put('tallied', tallied);
    await this.ctx.storage.setAlarm(Math.min(closes, Date.now() + month));
  }

  #schedule(wait: number): void {
    this.#timer ??= setTimeout(() => this.ctx.waitUntil(this.#send()), Math.max(0, wait));
  }

  async #send(): Promise<void> {
    this.#timer = null;
    const tallied = this.#pending;
    if (!tallied) return;
    this.#pending = null;
    this.#sentAt = Date.now();
    try {
      await this.#tell('visitor', tallied, false);
      await this.#tell('respondent', tallied, true);
    } catch (error) {
      // Nothing is lost: the truth stays in the database, and is asked for once more.
      console.error(JSON.stringify({ level: 'error', message: `the tally of ${tallied.poll} could not be read`, cause: String(error) }));
      this.#pending ??= tallied;
      this.#schedule(again);
    }
  }

  async #tell(tag: 'visitor' | 'respondent', tallied: Tallied, responded: boolean): Promise<void> {
    const sockets = this.ctx.getWebSockets(tag);
    if (sockets.length === 0) return;
    const message = await this.#message(tallied, responded);
    for (const socket of sockets) {
      try {
        socket.send(message);
      } catch {
        // It closed a moment ago: nothing is owed to it.
      }
    }
  }

  async #message(tallied: Tallied, responded: boolean): Promise<string> {
    const now = await tally(this.env.DB, tallied, responded, clock(this.env));
    return JSON.stringify({ type: 'tally', tally: now } satisfies LiveMessage);
  }

  /** A page has nothing to say on this socket. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(1003, 'this socket only speaks');
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close();
  }
}
