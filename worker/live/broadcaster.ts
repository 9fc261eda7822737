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

export class Broadcaster extends DurableObject<Bindings> {
  #pending: Tallied | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sentAt = 0;

  /** Opens a socket. The route has checked who asks; `responded` says whether this one may hear what respondents may. */
  override async fetch(request: Request): Promise<Response> {
    const { tallied, responded } = JSON.parse(request.headers.get('x-hearing') ?? '') as Hearing;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [responded ? 'respondent' : 'visitor']);
    server.send(await this.#message(tallied, responded));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Something was written: tell the sockets soon, and all that was written meanwhile at once. */
  poke(tallied: Tallied): void {
    this.#pending = tallied;
    if (this.#timer !== null || this.ctx.getWebSockets().length === 0) return;
    const wait = Math.max(0, this.#sentAt + pause - Date.now());
    this.#timer = setTimeout(() => this.ctx.waitUntil(this.#send()), wait);
  }

  async #send(): Promise<void> {
    this.#timer = null;
    const tallied = this.#pending;
    if (!tallied) return;
    this.#pending = null;
    this.#sentAt = Date.now();
    for (const [tag, responded] of [
      ['visitor', false],
      ['respondent', true],
    ] as const) {
      const sockets = this.ctx.getWebSockets(tag);
      if (sockets.length === 0) continue;
      const message = await this.#message(tallied, responded);
      for (const socket of sockets) {
        try {
          socket.send(message);
        } catch {
          // It closed a moment ago: nothing is owed to it.
        }
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
