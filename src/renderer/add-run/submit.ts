// Adds the runs that a form asks for, one after another, and says of each what came of it. It knows no component.

import { type Client, errorMessage, isCallError, problemsOf } from '../store/client.ts'
import { baseUrlName, type Draft, headersName, type Wish } from './draft.ts'

export type Result =
  | { readonly type: 'added'; readonly run: number }
  /** The job is watched already, by `run` where the engine named it. */
  | { readonly type: 'duplicate'; readonly run: number | null; readonly sentence: string }
  | {
      readonly type: 'failed'
      readonly sentence: string
      readonly problems: Readonly<Record<string, string>>
    }

export type Outcome = { readonly wish: Wish; readonly result: Result }

/** Asks for one run. */
export async function addRun(
  client: Client,
  draft: Draft,
  wish: Wish,
  evenIfWatched: boolean,
): Promise<Outcome> {
  const { kind, serverId, retry } = draft
  const baseUrl = serverId === null && draft.baseUrl.trim() !== '' ? draft.baseUrl.trim() : null
  const title = draft.title.trim() === '' ? null : draft.title.trim()
  const headers = draft.headers.trim() === '' ? null : draft.headers.trim()
  try {
    const { run } = await client.call('runs.add', {
      kind,
      serverId,
      baseUrl,
      params: wish.params,
      headers,
      title,
      evenIfWatched,
      retry,
    })
    return { wish, result: { type: 'added', run } }
  } catch (thrown) {
    return { wish, result: refusal(thrown) }
  }
}

function refusal(thrown: unknown): Result {
  const sentence = errorMessage(thrown)
  if (!isCallError(thrown)) return { type: 'failed', sentence, problems: {} }
  if (thrown.code === 'duplicate-run') {
    const run = thrown.detail?.run
    return { type: 'duplicate', run: typeof run === 'number' ? run : null, sentence }
  }
  return { type: 'failed', sentence, problems: ownProblems(thrown) }
}

/** The problems by field; those of the address and the headers under the form's own names for them. */
function ownProblems(thrown: unknown): Readonly<Record<string, string>> {
  const own: Record<string, string> = { serverId: baseUrlName, baseUrl: baseUrlName, headers: headersName }
  return Object.fromEntries(
    Object.entries(problemsOf(thrown)).map(([name, text]) => [own[name] ?? name, text]),
  )
}
