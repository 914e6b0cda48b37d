// The renderer's files as they may be served. They are listed once, at the start, and looked up by their exact path: what
// is not in the list does not exist, so that no clever path leads out of the folder. Resolving each path as it comes was
// rejected: it is right only as long as nobody finds a spelling that was not thought of.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import { bridgePath } from '../wire/wire.ts'

export type PageFile = {
  readonly type: string
  readonly cache: string
  readonly read: () => Buffer
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * The files under `dir` by URL path; links are left out. `/` is the page with the bridge before its own scripts, and with `mark`
 * in its head.
 */
export function pageFiles(dir: string, mark = ''): ReadonlyMap<string, PageFile> {
  if (!existsSync(dir)) throw notBuilt()
  const files = new Map<string, PageFile>()
  for (const path of listFiles(dir)) {
    const url = `/${relative(dir, path).split(sep).join('/')}`
    files.set(url, { type: typeOf(path), cache: cacheOf(url), read: readOnce(path) })
  }
  const index = files.get('/index.html')
  if (index === undefined || !files.has(bridgePath)) throw notBuilt()
  const page = Buffer.from(withBridge(index.read().toString('utf8'), mark))
  const served = { ...index, read: () => page }
  return files.set('/', served).set('/index.html', served)
}

/** One copy for all who ask: whoever does not read an answer must not cost one of his own. */
function readOnce(path: string): () => Buffer {
  let bytes: Buffer | null = null
  return () => {
    bytes ??= readFileSync(path)
    return bytes
  }
}

/** Walked by hand: Node's own recursive listing follows links to folders. */
function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return listFiles(path)
    return entry.isFile() ? [path] : []
  })
}

/**
 * The page's scripts find `window.runlight` ready: module scripts run in the order of the document (HTML standard, 4.12.1).
 * As a module it also leaves no names of its own behind in the page.
 */
function withBridge(html: string, mark: string): string {
  const at = html.search(/<script\b/i)
  if (at < 0) throw notBuilt()
  return `${html.slice(0, at)}${mark}<script type="module" src="${bridgePath}"></script>\n    ${html.slice(at)}`
}

/** Names with a hash in them never change their meaning; all else is asked for again. */
function cacheOf(url: string): string {
  return url.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
}

function typeOf(path: string): string {
  return types[extname(path).toLowerCase()] ?? 'application/octet-stream'
}

function notBuilt(): RunlightError {
  return new RunlightError(
    'not-found',
    'This Runlight has no screens to serve: build it whole with “npm run build” and start again.',
  )
}
