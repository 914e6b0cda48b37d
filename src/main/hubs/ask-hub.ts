// Asks an address whether a hub is there, before it is kept: by Chromium's own network, which has the certificates and proxies
// that the hub's window will have. It sends nothing of the person's, and reads a bounded answer.

import { RunlightError } from '../../core/basics/errors.ts'
import { parseJsonObject } from '../../core/basics/json.ts'
import { type HubAbout, healthPath, readHubAbout } from '../../core/team/hub-about.ts'
import { hubHost } from '../../core/team/hub-address.ts'
import { loadProblem, networkErrorIn } from './load-problem.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

const answersWithinMs = 10_000
const mostBytes = 4_096

/** What the hub at `origin` says of itself. Rejects with `unreachable` and a sentence. */
export async function askHub(fetch: Fetch, origin: string): Promise<HubAbout> {
  const host = hubHost(origin)
  const signal = AbortSignal.timeout(answersWithinMs)
  try {
    const response = await fetch(`${origin}${healthPath}`, { credentials: 'omit', redirect: 'error', signal })
    const about = response.ok ? readHubAbout(parseJsonObject(await head(response))) : null
    if (about !== null) return about
  } catch (thrown) {
    const name = signal.aborted ? 'ERR_TIMED_OUT' : networkErrorIn(String(thrown))
    throw new RunlightError('unreachable', loadProblem(name, host))
  }
  throw new RunlightError(
    'unreachable',
    `What answers at ${host} is no hub of Runlight: see whether the address is right.`,
  )
}

/** The first bytes of the answer as text: what is longer is no hub's. */
async function head({ body }: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > mostBytes) return ''
  }
  return text
}
