// Times of day in a zone, also where its clocks are set on and back.

import { afterEach, describe, expect, test } from 'vitest'
import {
  fieldsIn,
  formatOffset,
  instantIn,
  isKnownZone,
  zoneOffset,
} from '../../src/core/basics/time-zone.ts'
import { textAtZone } from '../../src/core/query/at-zone.ts'
import { formatInstant, instantOf } from '../../src/core/query/times.ts'

const before = process.env.TZ

afterEach(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

/** `2026-03-29T01:59:59.999` of an instant in a zone. */
function written(at: number, zone: string): string {
  const { year, month, day, hour, minute, second, ms } = fieldsIn(at, zone)
  return new Date(Date.UTC(year, month, day, hour, minute, second, ms)).toISOString().slice(0, -1)
}

/** The instant of such a text in a zone. */
function meant(text: string, zone: string): string {
  const date = new Date(`${text}Z`)
  const fields = fieldsIn(date.getTime(), 'utc')
  return new Date(instantIn(fields, zone)).toISOString()
}

const at = (text: string) => Date.parse(text)

describe('an instant in a zone', () => {
  const cases: readonly (readonly [zone: string, instant: string, local: string, offset: string])[] = [
    ['utc', '2026-07-01T12:00:00Z', '2026-07-01T12:00:00.000', 'UTC+00:00'],
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999', 'UTC+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00.000', 'UTC+02:00'],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25T02:59:59.000', 'UTC+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00.000', 'UTC+01:00'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08T03:00:00.000', 'UTC−04:00'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45:00.000', 'UTC+05:45'],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', '2026-04-05T01:59:59.000', 'UTC+11:00'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:30:00.000', 'UTC+10:30'],
    ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:30:00.000', 'UTC−03:30'],
    // The day that Samoa left out.
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29T23:59:59.000', 'UTC−10:00'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00.000', 'UTC+14:00'],
  ]
  test.each(cases)('%s at %s', (zone, instant, local, offset) => {
    expect([written(at(instant), zone), formatOffset(zoneOffset(at(instant), zone))]).toEqual([local, offset])
  })
})

describe('a date and time in a zone', () => {
  const cases: readonly (readonly [zone: string, local: string, instant: string])[] = [
    ['utc', '2026-07-01T12:00:00.000', '2026-07-01T12:00:00.000Z'],
    ['Europe/Berlin', '2026-01-01T00:00:00.000', '2025-12-31T23:00:00.000Z'],
    // The hour that is left out is as much later, as it is of the system's zone.
    ['Europe/Berlin', '2026-03-29T02:30:00.000', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:00:00.000', '2026-03-29T01:00:00.000Z'],
    // The hour that comes twice is the first of them.
    ['Europe/Berlin', '2026-10-25T02:30:00.000', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:00:00.000', '2026-10-25T02:00:00.000Z'],
    ['America/New_York', '2026-11-01T01:30:00.000', '2026-11-01T05:30:00.000Z'],
    ['Pacific/Apia', '2011-12-31T00:00:00.000', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-29T23:00:00.000', '2011-12-30T09:00:00.000Z'],
  ]
  test.each(cases)('%s, %s', (zone, local, instant) => {
    expect(meant(local, zone)).toBe(instant)
  })
})

test('a named zone reads and writes times as the system does that is in it, around every change of a year', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca']) {
    process.env.TZ = zone
    const wrong: string[] = []
    for (let hour = 0; hour < 366 * 24; hour++) {
      const instant = Date.UTC(2026, 0, 1) + hour * 3_600_000 + 1_234_567
      const fields = fieldsIn(instant, 'system')
      if (written(instant, zone) !== written(instant, 'system')) wrong.push(written(instant, zone))
      if (instantIn(fields, zone) !== instantIn(fields, 'system'))
        wrong.push(`${written(instant, zone)} back`)
    }
    expect(wrong).toEqual([])
  }
})

test('a zone that nobody knows is as the system', () => {
  process.env.TZ = 'Asia/Kolkata'
  expect(['system', 'utc', 'Asia/Tokyo', 'Mars/Olympus', ''].map(isKnownZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
  const noon = at('2026-07-01T12:00:00Z')
  expect(written(noon, 'Mars/Olympus')).toBe('2026-07-01T17:30:00.000')
  expect(instantIn(fieldsIn(noon, 'Mars/Olympus'), 'Mars/Olympus')).toBe(noon)
})

test('times of a query are in the zone of who asks', () => {
  process.env.TZ = 'America/New_York'
  const now = at('2026-03-29T12:00:00Z')
  const iso = (text: string, zone: string) => new Date(instantOf(text, now, zone) ?? 0).toISOString()
  expect(
    ['today', 'yesterday', '12:30', '2026-03-29 04:00', '2026-03-29'].map((text) =>
      iso(text, 'Europe/Berlin'),
    ),
  ).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-27T23:00:00.000Z',
    '2026-03-29T10:30:00.000Z',
    '2026-03-29T02:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
  ])
  expect(iso('today', 'system')).toBe('2026-03-29T04:00:00.000Z')
  // Its own zone, and how long ago, mean the same everywhere.
  expect([iso('2026-03-29 04:00Z', 'Asia/Tokyo'), iso('2h', 'Asia/Tokyo')]).toEqual([
    '2026-03-29T04:00:00.000Z',
    '2026-03-29T10:00:00.000Z',
  ])
  expect(formatInstant(at('2026-03-29T01:00:05Z'), 'Europe/Berlin')).toBe('2026-03-29 03:00:05')
})

test('a query of someone in another zone has its times as instants, and all else as it was', () => {
  process.env.TZ = 'America/New_York'
  const now = at('2026-03-29T12:00:00Z')
  const meantAt = (text: string) => textAtZone(text, now, 'Europe/Berlin')
  expect(meantAt('fox -after:12:30 OR before:"2026-03-29 04:00" level:error')).toBe(
    'fox -after:2026-03-29T10:30:00.000Z OR before:2026-03-29T02:00:00.000Z level:error',
  )
  const same = ['after:2h', 'after:2026-03-29T04:00:00Z', 'after:', 'after the fox', 'fox  level:error']
  expect(same.map(meantAt)).toEqual(same)
  expect(textAtZone('after:today', now, 'system')).toBe('after:today')
})
