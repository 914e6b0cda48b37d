// Answers requests for the window's files, as an HTTP server would and without one. It gives out what lies inside one
// folder after every link is followed, and only types that a page of ours is made of. `file:` was rejected: its pages may
// read other files and have no origin to compare.

import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { strictPercentDecode } from '../../core/basics/percent.ts'
import { appHost } from './page-address.ts'
import { securityHeaders } from './security-headers.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The answer to a request for `url` by the files in `folder`: 200, 404, or 405 for other methods than GET. */
export async function answerFile(
  folder: string,
  { method, url }: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  if (method !== 'GET') return plain(405, 'Only GET is answered here.')
  const type = contentTypes[extname(pathOf(url) ?? '')]
  const file = type === undefined ? null : await insidePath(folder, pathOf(url) ?? '')
  if (file === null || type === undefined) return plain(404, 'There is no such file.')
  return new Response(await readFile(file), { headers: { ...securityHeaders, 'content-type': type } })
}

/** The decoded path that `url` asks for, `/` as its page; null where it asks another host or cannot be decoded. */
function pathOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { host, pathname } = new URL(url)
  if (host !== appHost) return null
  return pathname === '/' ? '/index.html' : strictPercentDecode(pathname)
}

/** The real path of `path` in `folder`; null where there is no such file or a link leads out of the folder. */
async function insidePath(folder: string, path: string): Promise<string | null> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, path))
    return file.startsWith(root + sep) ? file : null
  } catch {
    return null
  }
}

function plain(status: number, sentence: string): Response {
  const headers = { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' }
  return new Response(`${sentence}\n`, { status, headers })
}
