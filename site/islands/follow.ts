/** Hears of every change of a tally: by WebSocket, and where that is not to be had by asking every few seconds. */
import type { LiveMessage } from '../../worker/live/contract.ts';
import type { Tally } from '../../worker/questionnaires/contract.ts';

/** Milliseconds between two questions where there is no socket. */
const interval = 5000;
/** After this many sockets that failed, asking takes their place. */
const patience = 3;
/** Milliseconds of asking after which a socket is tried again. */
const asking = 60_000;
/** How a vote on this page tells the tally on this page. */
const voted = 'kikar:tally';

/** Calls `hear` with every tally that comes, until the function that it gives back is called. Rests while the page is hidden. */
export function follow(poll: string, hear: (tally: Tally) => void): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  // Each beginning has a number of its own: what an earlier one still hears is nobody's any more.
  let current = 0;

  function listen(mine: number) {
    const opening = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/polls/${poll}/live`);
    socket = opening;
    opening.addEventListener('message', (event) => {
      if (mine !== current) return;
      failures = 0;
      const message = JSON.parse(String(event.data)) as LiveMessage;
      if (message.type === 'tally') hear(message.tally);
    });
    opening.addEventListener('close', () => {
      if (mine !== current) return;
      failures += 1;
      if (failures < patience) timer = setTimeout(listen, 500 * 2 ** failures, mine);
      else void ask(mine, Date.now() + asking);
    });
  }

  async function ask(mine: number, until: number) {
    try {
      // Without the API's client: the tally is the one island that is there from the start.
      const response = await fetch(`/api/polls/${poll}/tally`);
      const tally = response.ok ? ((await response.json()) as Tally) : null;
      if (tally && mine === current) hear(tally);
    } catch {
      // Offline for a moment: the next question will tell.
    }
    if (mine !== current) return;
    // Perhaps there are sockets again; one that fails leads back here.
    timer = Date.now() < until ? setTimeout(ask, interval, mine, until) : setTimeout(listen, interval, mine);
  }

  function rest() {
    current += 1;
    clearTimeout(timer);
    socket?.close();
    socket = undefined;
  }

  /** Somebody looks at the page, or the connection is back: what failed before counts no more. */
  function begin() {
    rest();
    failures = 0;
    if (!document.hidden) listen(current);
  }

  function hearVote(event: Event) {
    const tally = (event as CustomEvent<Tally>).detail;
    if (tally.poll !== poll) return;
    hear(tally);
    // Somebody who has voted may hear more than a visitor: the socket is opened anew, with the cookie.
    begin();
  }

  document.addEventListener('visibilitychange', begin);
  window.addEventListener('online', begin);
  document.addEventListener(voted, hearVote);
  begin();
  return () => {
    rest();
    document.removeEventListener('visibilitychange', begin);
    window.removeEventListener('online', begin);
    document.removeEventListener(voted, hearVote);
  };
}

/** Tells the tallies on this page what the answer to a vote said. */
export function tell(tally: Tally): void {
  document.dispatchEvent(new CustomEvent(voted, { detail: tally }));
}
