// An engine whose part for one exchange throws: its defect is told, and the exchange is over for it.

import { expect, test } from 'vitest'
import { createHearer } from '../../src/tap/thread/hearer.ts'
import type { ToThread } from '../../src/tap/thread/messages.ts'
import { targetOf } from '../support/tap-stage.ts'

test('an exchange that throws is told of no more than that it is lost, and its defect is noted', () => {
  const told: string[] = []
  const said: ToThread[] = []
  const failed: unknown[] = []
  const note = (what: string) => () => void told.push(what)
  const hearer = createHearer(
    {
      request: () => ({
        uid: 'u',
        sent: note('sent'),
        asked: note('asked'),
        answered: note('answered'),
        received: () => {
          throw new Error('broken')
        },
        ended: note('ended'),
        client: note('client'),
        lost: note('lost'),
      }),
      refused: () => {},
      failed: (thrown) => failed.push(thrown),
    },
    (one) => said.push(one),
  )
  const target = targetOf('http://127.0.0.1:1')
  const client = { address: '127.0.0.1', agent: null }
  hearer.hear([
    {
      kind: 'request',
      id: 1,
      request: { target, method: 'GET', url: `${target.to}/x`, headers: [], client },
    },
    { kind: 'received', id: 1, bytes: Buffer.from('a'), lost: 0 },
    { kind: 'received', id: 1, bytes: Buffer.from('b'), lost: 0 },
    { kind: 'ended', id: 1, end: { type: 'finished' }, lost: 0 },
  ])
  hearer.leaveAll()
  expect([told, failed]).toEqual([['lost'], [new Error('broken')]])
  expect(said).toContainEqual({ type: 'skip', id: 1 })
})
