// The gate's witness inside its thread: makes news of what it is told, as far as the window allows. However slow the engine
// is, memory stays bounded: of answers and of requests by bytes, and of exchanges by their number.

import type { GateExchange, GateWitness } from '../forward/witness.ts'
import type { News, ToThread } from './messages.ts'
import { createWindow, type Share } from './window.ts'

export type Teller = GateWitness & {
  readonly hear: (said: Extract<ToThread, { type: 'uid' | 'skip' | 'taken' }>) => void
}

const ofOneAnswer = 4 * 2 ** 20
const ofAllAnswers = 64 * 2 ** 20
const ofAllRequests = 64 * 2 ** 20
/** Exchanges that the engine was told of and has not answered for. More are passed on untold. */
const mostUnanswered = 4_096

type Told = {
  readonly share: Share
  uid: string | null
  isSkipped: boolean
  isAnswered: boolean
  isEnded: boolean
}

export function createTeller(put: (news: News) => void): Teller {
  const openShare = createWindow(ofOneAnswer, ofAllAnswers)
  const exchanges = new Map<number, Told>()
  let nextId = 1
  let unanswered = 0
  let unheard = 0

  const forget = (id: number, told: Told) => {
    if (told.isEnded && told.isAnswered && (told.isSkipped || told.share.isFree())) exchanges.delete(id)
  }
  const answer = (told: Told) => {
    if (!told.isAnswered) unanswered--
    told.isAnswered = true
  }
  return {
    request: (request) => {
      if (unanswered >= mostUnanswered) return untold
      const id = nextId++
      const told: Told = {
        share: openShare(),
        uid: null,
        isSkipped: false,
        isAnswered: false,
        isEnded: false,
      }
      exchanges.set(id, told)
      unanswered++
      put({ kind: 'request', id, request })
      let isWhole = true
      const tell = (news: News) => {
        if (!told.isSkipped) put(news)
      }
      return {
        uid: () => (told.isSkipped ? null : told.uid),
        sent: (bytes) => {
          isWhole &&= unheard + bytes.byteLength <= ofAllRequests
          // A body with a hole would be another body: none of the rest is told.
          if (!isWhole || told.isSkipped) return
          unheard += bytes.byteLength
          put({ kind: 'sent', id, bytes })
        },
        asked: (bytes) => tell({ kind: 'asked', id, bytes }),
        answered: (head) => tell({ kind: 'answered', id, head }),
        received: (bytes) => {
          if (told.isSkipped) return
          const lost = told.share.take(bytes.byteLength)
          if (lost !== null) put({ kind: 'received', id, bytes, lost })
        },
        ended: (end) => {
          told.isEnded = true
          put({ kind: 'ended', id, end, lost: told.share.lost() })
          forget(id, told)
        },
        client: (news) => tell({ kind: 'client', id, news }),
      }
    },
    refused: (target, status, cause) => put({ kind: 'refused', target, status, cause }),
    hear: (said) => {
      if (said.type === 'taken') {
        unheard -= said.heard
        for (const [id, bytes] of said.taken) {
          const told = exchanges.get(id)
          told?.share.taken(bytes)
          if (told !== undefined) forget(id, told)
        }
        return
      }
      const told = exchanges.get(said.id)
      if (told === undefined) return
      answer(told)
      if (said.type === 'uid') told.uid = said.uid
      else {
        told.isSkipped = true
        told.share.drop()
      }
      forget(said.id, told)
    },
  }
}

const nothing = () => {}
const untold: GateExchange = {
  uid: () => null,
  sent: nothing,
  asked: nothing,
  answered: nothing,
  received: nothing,
  ended: nothing,
  client: nothing,
}
