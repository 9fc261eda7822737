/** Hears of every change of a tally: by WebSocket, and where that is not to be had by asking every few seconds. */
import type { LiveMessage } from '../../worker/live/contract.ts';
import type { Tally } from '../../worker/questionnaires/contract.ts';
import { api } from './client.ts';

/** Milliseconds between two questions where there is no socket. */
const interval = 5000;
/** After this many sockets that failed, asking takes their place. */
const patience = 3;
/** How a vote on this page tells the tally on this page. */
const voted = 'kikar:tally';

/** Calls `hear` with every tally that comes, until the function that it gives back is called. Rests while the page is hidden. */
export function follow(poll: string, hear: (tally: Tally) => void): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;

  function listen() {
    if (stopped || document.hidden || socket) return;
    if (failures >= patience) return void ask();
    const opening = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/polls/${poll}/live`);
    socket = opening;
    opening.addEventListener('message', (event) => {
      failures = 0;
      const message = JSON.parse(String(event.data)) as LiveMessage;
      if (message.type === 'tally') hear(message.tally);
    });
    opening.addEventListener('close', () => {
      if (socket !== opening) return;
      socket = null;
      failures += 1;
      timer = setTimeout(listen, 500 * 2 ** failures);
    });
  }

  async function ask() {
    if (stopped || document.hidden) return;
    try {
      const response = await api.polls[':slug'].tally.$get({ param: { slug: poll } });
      if (response.ok) hear((await response.json()) as Tally);
    } catch {
      // Offline for a moment: the next question will tell.
    }
    timer = setTimeout(ask, interval);
  }

  function rest() {
    clearTimeout(timer);
    const open = socket;
    socket = null;
    open?.close();
  }

  function seen() {
    rest();
    if (!document.hidden) listen();
  }

  function hearVote(event: Event) {
    const tally = (event as CustomEvent<Tally>).detail;
    if (tally.poll !== poll) return;
    hear(tally);
    // Somebody who has voted may hear more than a visitor: the socket is opened anew, with the cookie.
    seen();
  }

  document.addEventListener('visibilitychange', seen);
  document.addEventListener(voted, hearVote);
  listen();
  return () => {
    stopped = true;
    rest();
    document.removeEventListener('visibilitychange', seen);
    document.removeEventListener(voted, hearVote);
  };
}

/** Tells the tallies on this page what the answer to a vote said. */
export function tell(tally: Tally): void {
  document.dispatchEvent(new CustomEvent(voted, { detail: tally }));
}
