/** How far a long command has come, on stderr: a bar in a terminal, a line now and then elsewhere. */
import { grouped } from './command.ts';

export interface Progress {
  advance(by: number): void;
  end(): void;
}

export function progress(label: string, total: number): Progress {
  const begun = performance.now();
  const inTerminal = process.stderr.isTTY;
  let done = 0;
  let written = Number.NEGATIVE_INFINITY;

  function write() {
    const now = performance.now();
    // outside of a terminal: the first, the last, and one a second between them
    if (!inTerminal && done < total && now - written < 1000) return;
    written = now;
    const rate = (done * 1000) / Math.max(1, now - begun);
    const left = `${grouped(Math.round(rate))} a second, ${Math.ceil((total - done) / Math.max(1, rate))} s left`;
    const line = `${label}: ${grouped(done)} of ${grouped(total)}, ${left}`;
    process.stderr.write(inTerminal ? `\r\u001b[K${bar(done / Math.max(1, total))} ${line}` : `${line}\n`);
  }

  return {
    advance(by) {
      done += by;
      write();
    },
    end() {
      if (inTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}

function bar(share: number): string {
  const width = 24;
  const full = Math.round(share * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
