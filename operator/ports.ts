/** Ports of this machine. */
import { type AddressInfo, createServer } from 'node:net';

/** A port that nobody listens on now. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
      .on('error', failed)
      .listen(0, host, () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => found(port));
      });
  });
}
