// Everything there is to watch, as a list: the sound jobs first, then every fault of every kind. The command line
// prints it, the README shows it, and the tests walk through it.

import type { Params } from '../core/kind/kind.ts'
import { type FaultName, faults } from './faults/catalogue.ts'
import type { Scenario } from './scenario.ts'
import { soundScenarios } from './sound-scenarios.ts'

const echoBody = 'Say this again, word by word, and then say that you are done.'

export const scenarios: readonly Scenario[] = [
  ...soundScenarios,
  ...faults.flatMap(({ name, kinds, what }) =>
    kinds.map((kind) => ({ kind, name, what, ...asked(kind, name) })),
  ),
]

/** The form values for a backend at `baseUrl`, such as `http://127.0.0.1:4280`. */
export function paramsAt(scenario: Scenario, baseUrl: string): Params {
  const { url } = scenario.params
  return url === undefined ? scenario.params : { ...scenario.params, url: `${baseUrl}${url}` }
}

function asked(kind: string, fault: FaultName): Pick<Scenario, 'params' | 'url'> {
  switch (kind) {
    case 'flashcards':
      return { params: { run_id: fault }, url: `/v1/flashcards/runs/${fault}/events` }
    case 'videos':
      return { params: { video_uuid: fault }, url: `/v1/videos/requests/${fault}/events` }
    case 'stories': {
      const url = `/api/v1/stories/generate/stream?child_id=1&theme=${fault}&chapter_number=1`
      return { params: { child_id: '1', theme: fault, chapter_number: '1' }, url }
    }
    case 'learning-paths':
      return { params: { topic: fault }, url: '/generate-stream' }
    case 'processes': {
      const url = `/${fault}/api/process/stream`
      return { params: { path: url }, url }
    }
    case 'chat':
      return { params: { prompt: fault }, url: `/chat?prompt=${fault}` }
    default:
      return plain(fault)
  }
}

/** The ticker is endless; faults about a stream's last event need the one that has one. */
function plain(fault: FaultName): Pick<Scenario, 'params' | 'url'> {
  if (fault !== 'end-early' && fault !== 'late-events') {
    const url = `/events/ticker?fault=${fault}`
    return { params: { url }, url }
  }
  const url = `/events/echo?fault=${fault}`
  return { params: { url, method: 'POST', body: echoBody, endEvent: 'done' }, url }
}
