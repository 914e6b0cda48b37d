// A tap for a person: where it is, and one line for each thing that passes through it.

import { formatBytes, formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { clientWhole } from '../../core/run/client-name.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished } from '../../core/run/states.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { connectionWords } from '../../core/run/words.ts'
import { formatTime } from '../terminal/format-time.ts'
import { printable } from '../terminal/printable.ts'
import type { TapReady, TapView } from './tap-view.ts'

/** `write` is given whole lines. `starts`: a program is started with the address, so that nobody has to be told of it. */
export function createTapLines(write: (text: string) => void, starts: boolean): TapView {
  const line = (word: string, text: string) =>
    write(`${formatTime(Date.now())}  ${word.padEnd(12)}  ${printable(text)}\n`)
  const ofRun = ({ id, title }: RunSummary) => `run ${id}, ${title}`

  return {
    ready: ({ url, to, warning, dataDir }) => {
      write(`The tap for ${printable(to)} is on ${url}\n`)
      if (!starts) write(advice({ url, to, dataDir }))
      if (warning !== null) write(`Take care: ${printable(warning)}\n`)
    },
    begins: ({ id, kind, title }, attempt, client) => {
      const again = attempt > 1 ? `, asked for again (attempt ${attempt})` : ''
      line('begins', `run ${id}, ${kind}: ${title}${again}, for ${clientWhole(client)}`)
    },
    ends: (run, { ms, events, client }) => {
      const { job, connection } = run
      const word = jobWordOf(run)
      line(
        'ends',
        [
          `${ofRun(run)}: ${isFinished(job.state) && job.cause !== null ? `${word}: ${job.cause}` : word}`,
          connection.cause === null || isFinished(job.state)
            ? connectionWords[connection.state]
            : `${connectionWords[connection.state]}: ${connection.cause}`,
          `${formatCount(events, 'event')} in ${formatDuration(ms)}`,
          clientSentence(client),
        ].join(' · '),
      )
    },
    clientEnds: (run, client) => line('client', `${ofRun(run)}: ${clientSentence(client)}`),
    bytesLost: (run, bytes, cause) =>
      line(
        'not recorded',
        `${ofRun(run)}: ${formatBytes(bytes)} passed on and not recorded${cause === null ? '' : `: ${cause}`}`,
      ),
    streamsLost: (count) =>
      line('not recorded', `${formatCount(count, 'stream')} passed on that the log did not take`),
    refused: (count, status, cause) =>
      line('refused', `${formatCount(count, 'request')} answered by the tap itself: ${status}, ${cause}`),
    trouble: (sentence) => write(`runlight: ${printable(sentence)}\n`),
    closing: (underWay) => {
      if (underWay === 0) return
      const [are, they] = underWay === 1 ? ['stream was', 'it ends'] : ['streams were', 'they end']
      write(`${underWay} ${are} under way: ${they} as “Runlight was closed”.\n`)
    },
    closed: ({ requests, streams, others, refused, unrecorded }) => {
      const parts = [
        `${formatCount(streams - unrecorded, 'stream')} recorded`,
        ...(unrecorded > 0 ? [`${formatCount(unrecorded, 'stream')} not recorded`] : []),
        `${formatCount(others, 'other answer')} passed on and not kept`,
        ...(refused > 0 ? [`${refused} refused by the tap`] : []),
      ]
      write(`The tap is closed: ${formatCount(requests, 'request')}, ${parts.join(', ')}.\n`)
    },
  }
}

function advice({ url, to, dataDir }: Omit<TapReady, 'warning'>): string {
  return [
    `Give your application this address in place of ${printable(to)}, such as`,
    `  OPENAI_BASE_URL=${url}`,
    `Every stream that it receives is a run in ${printable(dataDir)}. Credentials pass through and are never kept.`,
    'Ctrl-C ends the tap.',
    '',
  ].join('\n')
}

function clientSentence({ state, waiting }: ClientSide): string {
  switch (state) {
    case 'done':
      return 'the client received all of it'
    case 'gone':
      return 'the client went away'
    case 'cut':
      return 'the client’s answer was broken off'
    case 'open':
      return 'the client is still being handed the rest'
    case 'slow':
      return `the client is slow, ${formatBytes(waiting)} wait for it`
    case 'unknown':
      return 'what the client received is not known'
  }
}
