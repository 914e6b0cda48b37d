// What the host tells its page, and when: never before the page listens, never to a page that is not its own.

import { beforeEach, expect, test } from 'vitest'
import type { HostMessage } from '../../src/core/contract/host-message.ts'
import { createHostMessages } from '../../src/main/page/host-messages.ts'
import { pageAddress } from '../../src/main/page/page-address.ts'

const page = pageAddress(true, undefined)
const link = (run: number): HostMessage => ({ host: 'link', link: { type: 'run', run } })

let sent: unknown[]
let url: string
let crashed: boolean

beforeEach(() => {
  sent = []
  url = 'app://runlight/'
  crashed = false
})

const contents = () => ({
  id: 4,
  isDestroyed: () => false,
  isCrashed: () => crashed,
  getURL: () => url,
  send: (channel: string, message: unknown) => {
    sent.push([channel, message])
  },
})
const said = (run: number) => ['runlight:changes', link(run)]

test('what is said before the page listens is told when it first asks for something, in order', () => {
  const messages = createHostMessages(contents, page)
  messages.send(link(1))
  messages.send(link(2))
  expect(sent).toEqual([])
  messages.heard()
  messages.send(link(3))
  messages.heard()
  expect(sent).toEqual([said(1), said(2), said(3)])
})

test('a page that is loaded again is told when it listens again', () => {
  const messages = createHostMessages(contents, page)
  messages.heard()
  messages.forget()
  messages.send(link(1))
  expect(sent).toEqual([])
  messages.heard()
  expect(sent).toEqual([said(1)])
})

test('a foreign page, a dead one and no page at all are told nothing, and nothing is lost', () => {
  const messages = createHostMessages(() => (crashed || url !== '' ? contents() : null), page)
  messages.heard()
  crashed = true
  messages.send(link(1))
  crashed = false
  url = 'data:text/html,elsewhere'
  messages.send(link(2))
  url = ''
  messages.send(link(3))
  expect(sent).toEqual([])
  url = 'app://runlight/'
  messages.heard()
  expect(sent).toEqual([said(1), said(2), said(3)])
})

test('a flood of links is bounded, and the latest are kept', () => {
  const messages = createHostMessages(contents, page)
  for (let run = 1; run <= 100; run++) messages.send(link(run))
  messages.heard()
  expect(sent).toEqual([93, 94, 95, 96, 97, 98, 99, 100].map(said))
})
