// Video requests beyond their recordings: where one is asked for, and that nothing pretends to know how far it is.

import { expect, test } from 'vitest'
import { checkParams } from '../../src/core/kind/params.ts'
import { kindOf } from './all-kinds.ts'
import { recordings } from './recordings.ts'

const kind = kindOf('videos')

test('a request is asked for at the documented path, its UUID escaped', () => {
  const request = kind.request(
    { baseUrl: 'https://api.example.com/eu', params: { video_uuid: '4f3e 2d' } },
    null,
  )
  expect(request).toEqual({
    method: 'GET',
    url: 'https://api.example.com/eu/v1/videos/requests/4f3e%202d/events',
    headers: {},
    body: null,
  })
})

test('the title holds enough of the UUID to tell it by', () => {
  expect(kind.title({ video_uuid: '4f3e2d1c-9b8a-4756-8e3f-2d1c0b9a8f7e' })).toBe('Video 4f3e2d1c')
})

test('dots that a URL would take for steps are refused as a UUID', () => {
  expect(checkParams(kind.fields, { video_uuid: '..' }).ok).toBe(false)
})

test('it is only observed, says its state again to each connection, and pings', () => {
  expect([kind.observes({}), kind.repeats, kind.beatMs]).toEqual([true, 'snapshot', 15_000])
})

test('no recording of it gives any progress', () => {
  const types = recordings()
    .filter((recording) => recording.kind === 'videos')
    .flatMap(({ events }) => events.flatMap((event) => kind.read(event, {}).map(({ type }) => type)))
  expect([...new Set(types)].toSorted()).toEqual([
    'fact',
    'log',
    'outcome',
    'ping',
    'status',
    'terminal',
    'times',
    'unreadable',
  ])
})
