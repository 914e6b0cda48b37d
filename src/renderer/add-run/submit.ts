// Adds one run of the form and returns the outcome. Contains no component.

import { type Client, errorMessage, isCallError, problemsOf } from '../store/client.ts'
import { baseUrlName, type Draft, headersName, type RunRequest } from './draft.ts'

export type Result =
  | { readonly type: 'added'; readonly run: number }
  /** The job is already watched, as `run` if the engine says so. */
  | { readonly type: 'duplicate'; readonly run: number | null; readonly sentence: string }
  | {
      readonly type: 'failed'
      readonly sentence: string
      readonly problems: Readonly<Record<string, string>>
    }

export type Outcome = { readonly request: RunRequest; readonly result: Result }

/** Adds one run. Never rejects. */
export async function addRun(
  client: Client,
  draft: Draft,
  request: RunRequest,
  evenIfWatched: boolean,
): Promise<Outcome> {
  const { kind, serverId, retry } = draft
  const baseUrl = serverId === null && draft.baseUrl.trim() !== '' ? draft.baseUrl.trim() : null
  const title = draft.title.trim() === '' ? null : draft.title.trim()
  const lines = [draft.secretHeaders, draft.headers].map((text) => text.trim()).filter((text) => text !== '')
  const headers = lines.length === 0 ? null : lines.join('\n')
  try {
    const { run } = await client.call('runs.add', {
      kind,
      serverId,
      baseUrl,
      params: request.params,
      headers,
      title,
      evenIfWatched,
      retry,
    })
    return { request, result: { type: 'added', run } }
  } catch (thrown) {
    return { request, result: refusal(thrown) }
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

/** The problems by field; those of the address and the headers under the names of the form. */
function ownProblems(thrown: unknown): Readonly<Record<string, string>> {
  const own: Record<string, string> = { serverId: baseUrlName, baseUrl: baseUrlName, headers: headersName }
  return Object.fromEntries(
    Object.entries(problemsOf(thrown)).map(([name, text]) => [own[name] ?? name, text]),
  )
}
