/** A page that listens to a tally. */
import { expect } from 'vitest';
import { type LiveMessage, liveMessage } from '../../worker/live/contract.ts';
import type { Tally } from '../../worker/questionnaires/contract.ts';
import type { Browser } from './portal.ts';

export interface Listening {
  socket: WebSocket;
  /** The next message that was not heard yet, whenever it comes. */
  hear(): Promise<Tally>;
  /** Hears on until so many people are told. */
  hearOf(people: number): Promise<Tally>;
  closed: Promise<number>;
}

export async function listen(browser: Browser, poll = 'first-trees', headers: Record<string, string> = {}): Promise<Listening> {
  const response = await browser.get(`/api/polls/${poll}/live`, { upgrade: 'websocket', ...headers });
  expect(response.status).toBe(101);
  const socket = response.webSocket;
  if (!socket) throw new Error('a 101 comes with a socket');
  const heard: Tally[] = [];
  const waiting: ((tally: Tally) => void)[] = [];
  const { promise: closed, resolve: close } = Promise.withResolvers<number>();
  socket.addEventListener('close', ({ code }) => close(code));
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as LiveMessage;
    // Nothing more goes out than the contract says.
    expect(liveMessage.parse(message)).toEqual(message);
    const next = waiting.shift();
    if (next) next(message.tally);
    else heard.push(message.tally);
  });
  socket.accept();
  const hear = async () => heard.shift() ?? new Promise<Tally>((resolve) => waiting.push(resolve));
  const hearOf = async (people: number): Promise<Tally> => {
    const tally = await hear();
    return tally.people === people ? tally : hearOf(people);
  };
  return { socket, hear, hearOf, closed };
}
