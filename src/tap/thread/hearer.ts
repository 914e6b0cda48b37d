// The engine's side of the gate's thread: makes calls of its news, and messages of what the engine says back. An engine that
// throws loses what it was told of and is told of its defect, and nobody else loses anything.

import type { TapExchange, TapWitness } from '../../engine/index.ts'
import type { News, ToThread } from './messages.ts'

export type Hearer = {
  readonly hear: (news: readonly News[]) => void
  /** The thread is gone, and with it every exchange. */
  readonly leaveAll: () => void
}

/** What was worked off is said together: each message interrupts the thread that the clients wait for. */
const settleMs = 20
/** Bytes that are not kept back any longer, far less than a window. */
const settleBytes = 524_288

type Heard = { readonly exchange: TapExchange; isEnded: boolean; isClientOver: boolean }

export function createHearer(witness: TapWitness, post: (said: ToThread) => void): Hearer {
  const exchanges = new Map<number, Heard>()
  let taken = new Map<number, number>()
  let heard = 0
  let unsaid = 0
  let timer: NodeJS.Timeout | null = null

  const settle = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    post({ type: 'taken', taken: [...taken], heard })
    taken = new Map()
    heard = 0
    unsaid = 0
  }
  const workedOff = (bytes: number) => {
    unsaid += bytes
    if (unsaid >= settleBytes) settle()
    else timer ??= setTimeout(settle, settleMs)
  }
  /** Of these nothing is told but their end. */
  const skipped = new Set<number>()
  const skip = (id: number) => {
    if (exchanges.has(id)) skipped.add(id)
    post({ type: 'skip', id })
  }
  const forget = (id: number) => {
    exchanges.delete(id)
    skipped.delete(id)
  }
  const start = ({ id, request }: Extract<News, { kind: 'request' }>) => {
    let isSkipped = false
    const exchange = witness.request(request, {
      skip: () => {
        isSkipped = true
        skip(id)
      },
      taken: (bytes) => {
        taken.set(id, (taken.get(id) ?? 0) + bytes)
        workedOff(bytes)
      },
    })
    exchanges.set(id, { exchange, isEnded: false, isClientOver: false })
    if (isSkipped) skipped.add(id)
    else post({ type: 'uid', id, uid: exchange.uid })
  }
  const tell = (news: Exclude<News, { kind: 'request' | 'refused' }>) => {
    if (news.kind === 'sent') {
      heard += news.bytes.byteLength
      workedOff(news.bytes.byteLength)
    }
    const heardOf = exchanges.get(news.id)
    if (heardOf === undefined || (skipped.has(news.id) && news.kind !== 'ended')) return
    const { exchange } = heardOf
    switch (news.kind) {
      case 'sent':
        return exchange.sent(news.bytes)
      case 'asked':
        return exchange.asked(news.bytes)
      case 'answered':
        return exchange.answered(news.head)
      case 'received':
        return exchange.received(news.bytes, news.lost)
      case 'ended':
        heardOf.isEnded = true
        return exchange.ended(news.end, news.lost)
      case 'client':
        heardOf.isClientOver = news.news.state !== 'open' && news.news.state !== 'slow'
        return exchange.client(news.news)
    }
  }
  const guarded = (call: () => void): boolean => {
    try {
      call()
      return true
    } catch (thrown) {
      witness.failed(thrown)
      return false
    }
  }
  /** Of an exchange that threw nothing more is told, and it is over: what was made of it must not wait for more. */
  const giveUp = (id: number) => {
    const heardOf = exchanges.get(id)
    skip(id)
    forget(id)
    if (heardOf !== undefined) guarded(heardOf.exchange.lost)
  }
  const hearOne = (news: Exclude<News, { kind: 'refused' }>) => {
    if (!guarded(() => (news.kind === 'request' ? start(news) : tell(news)))) {
      giveUp(news.id)
      return
    }
    const heardOf = exchanges.get(news.id)
    if (heardOf?.isEnded && (heardOf.isClientOver || skipped.has(news.id))) forget(news.id)
  }
  return {
    hear: (all) => {
      for (const news of all) {
        if (news.kind === 'refused') guarded(() => witness.refused(news.target, news.status, news.cause))
        else hearOne(news)
      }
    },
    leaveAll: () => {
      const left = [...exchanges.values()].filter(({ isEnded }) => !isEnded)
      exchanges.clear()
      for (const { exchange } of left) guarded(() => exchange.ended({ type: 'left' }, 0))
    },
  }
}
