// What the wire did to two runs of the board: one that was cut and came back with nothing missed, one that its server
// turns away again and again.

import type { Wire } from '../engine/record.ts'

type At = (seq: number) => number

const reset = 'The connection was reset while the stream was open'
const turned = 'The server answered HTTP 503'
const page =
  '<html>\n<head><title>503 Service Temporarily Unavailable</title></head>\n<body><center><h1>503 Service Temporarily Unavailable</h1></center></body>\n</html>'

/** The stream was cut after event `seq`, refused once, and opened again 31 s later. */
export function cutAndBack(seq: number): (at: At) => Wire {
  return (at) => {
    const cut = at(seq) + 400
    const back = at(seq + 1) - 40
    const change = (
      time: number,
      attempt: number,
      state: 'connecting' | 'live' | 'waiting',
      cause: string | null,
    ) => ({
      at: time,
      attempt,
      afterSeq: time < cut ? 0 : seq,
      state,
      cause,
      job: null,
    })
    return {
      attempts: [
        { endedAt: cut, ending: reset, events: seq, bytes: seq * 160, afterSeq: 0 },
        {
          startedAt: cut + 1_100,
          openedAt: null,
          status: null,
          endedAt: cut + 1_110,
          events: 0,
          bytes: 0,
          headers: [],
          ending: 'The connection was refused',
          afterSeq: seq,
        },
        {
          startedAt: back - 30,
          openedAt: back,
          afterSeq: seq,
          comments: 2,
          notices: [{ code: 'odd-lines', at: back + 20, count: 3, first: '<html>' }],
        },
      ],
      gaps: [
        {
          afterSeq: seq,
          attempt: 1,
          from: cut,
          until: back,
          cause: 'disconnected',
          missed: 'unknown',
          basis: 'the service repeated its present state',
        },
      ],
      transitions: [
        change(at(1) - 200, 1, 'connecting', null),
        change(at(1) - 20, 1, 'live', null),
        change(cut, 1, 'waiting', reset),
        change(cut + 1_100, 2, 'connecting', null),
        change(cut + 1_110, 2, 'waiting', 'The connection was refused'),
        change(back - 30, 3, 'connecting', null),
        change(back, 3, 'live', null),
      ],
    }
  }
}

/** Two answers of HTTP 503 after the stream was closed; the next attempt is planned. */
export function turnedAway(seq: number): (at: At) => Wire {
  return (at) => {
    const closed = at(seq) + 2_000
    const answer = {
      status: 503,
      events: 0,
      bytes: 206,
      ending: turned,
      bodyHead: page,
      afterSeq: seq,
      headers: [
        ['content-type', 'text/html'],
        ['retry-after', '10'],
      ] satisfies [string, string][],
    }
    return {
      attempts: [
        { endedAt: closed, ending: 'The server closed the stream', afterSeq: 0 },
        { ...answer, startedAt: closed + 1_000, openedAt: null, endedAt: closed + 1_040 },
        { ...answer, startedAt: closed + 11_000, openedAt: null, endedAt: closed + 11_050 },
      ],
      gaps: [
        {
          afterSeq: seq,
          attempt: 1,
          from: closed,
          until: null,
          cause: 'disconnected',
          missed: 'open',
          basis: '',
        },
      ],
      transitions: [
        { at: at(1) - 20, attempt: 1, afterSeq: 0, state: 'live', cause: null, job: null },
        {
          at: closed,
          attempt: 1,
          afterSeq: seq,
          state: 'waiting',
          cause: 'The server closed the stream',
          job: null,
        },
        { at: closed + 1_040, attempt: 2, afterSeq: seq, state: 'waiting', cause: turned, job: null },
        { at: closed + 11_050, attempt: 3, afterSeq: seq, state: 'waiting', cause: turned, job: null },
      ],
    }
  }
}

/** One answer that was no stream. */
export function refusedWith(status: number, ending: string, body: string): () => Wire {
  return () => ({
    attempts: [
      {
        status,
        events: 0,
        bytes: body.length,
        openedAt: null,
        ending,
        bodyHead: body,
        headers: [['content-type', 'application/json']],
      },
    ],
    transitions: [
      { at: Date.now() - 180_000, attempt: 1, afterSeq: 0, state: 'refused', cause: ending, job: null },
    ],
  })
}
