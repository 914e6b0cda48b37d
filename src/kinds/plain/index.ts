// Any event stream at any URL: no server profile, no documented events. It assumes as little as possible, so that what
// it shows is true of every stream.

import { oneLine } from '../../core/basics/clip.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { isReading } from '../../core/kind/methods.ts'
import { mask } from '../../core/secrets/redact.ts'
import { fields } from './fields.ts'
import { read } from './read.ts'
import { request, settingsOf } from './request.ts'

export const kind: Kind = {
  id: 'plain',
  label: 'Plain stream',
  icon: 'radio',
  description: 'Watches any URL that answers with Server-Sent Events.',
  needsServer: false,
  fields,
  urlPatterns: [],
  title,
  request: ({ params }) => request(params),
  settingsOf,
  read,
  takesReader: true,
  observes,
  guesses: ({ repeat }) => repeat !== 'yes' && repeat !== 'no',
  repeats: 'none',
  beatMs: null,
  timeLimitMs: null,
}

/** Host and path. A query may hold secrets and is never shown. */
function title({ url = '' }: Params): string {
  if (!URL.canParse(url)) return 'Stream'
  const { host, pathname: encoded } = new URL(url)
  const pathname = encoded.replaceAll(encodeURIComponent(mask), mask)
  return oneLine(`${host}${pathname === '/' ? '' : pathname}`, 80) || 'Stream'
}

/** What only reads is taken to observe, and everything else to start work (law 4), unless a person knows better. */
function observes({ repeat, method = 'GET' }: Params): boolean {
  return repeat === 'yes' || (repeat !== 'no' && isReading(method))
}
