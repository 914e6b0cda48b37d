// Takes a port, or says in words why it cannot be had. The system's code stays on the error for programs, its message
// on the cause for whoever looks deeper.

import type { Server } from 'node:http'

/** The port that was taken; 0 asks for any free one. Rejects with an Error that carries the system's `code`. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const explained = new Error(explain(error.code, port, host), { cause: error })
      reject(Object.assign(explained, { code: error.code }))
    }
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      fail(Object.assign(new Error(`${port} is no port`), { code: 'ERR_SOCKET_BAD_PORT' }))
      return
    }
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function explain(code: string | undefined, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: choose another one, or 0 for any that is free.`
    case 'EACCES':
      return `Port ${port} on ${host} may not be opened by this user: choose one above 1023, or 0 for any that is free.`
    case 'ERR_SOCKET_BAD_PORT':
      return `${port} is no port: choose a whole number from 0 to 65535.`
    default:
      return `The sample backend cannot listen on ${host}:${port} (${code ?? 'unknown'}): choose another port.`
  }
}
