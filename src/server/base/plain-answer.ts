// Refusals in one line of text, with the security headers, for what never reaches the app: requests that the guard
// refuses, upgrades, and bytes that are no HTTP.

import { type ServerResponse, STATUS_CODES } from 'node:http'
import { securityHeaders } from './security-headers.ts'

function headersOf(body: string): Readonly<Record<string, string>> {
  return {
    ...securityHeaders(null),
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
}

/** Answers, and ends the connection: whoever was refused has nothing more to say on it. */
export function answerPlainly(response: ServerResponse, status: number, sentence: string): void {
  const body = `${sentence}\n`
  response.writeHead(status, headersOf(body))
  response.end(body)
}

/** The same as bytes, for a socket that Node has handed over. */
export function plainAnswer(status: number, sentence: string): string {
  const body = `${sentence}\n`
  const lines = Object.entries(headersOf(body)).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n')
}
