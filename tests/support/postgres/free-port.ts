// A loopback port for a server that is stopped and started again: below those that systems give to outgoing connections, so
// that none takes it in between.

import { createServer } from 'node:net'

/** A port between 20,000 and 30,000 on which nobody listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
