// Times on the chosen clock and in the chosen zone: written, read back, and whole with their zone on hover.

import { afterEach, expect, test } from 'vitest'
import { jumpTime } from '../../src/renderer/log/jump/jump-time.ts'
import { formatTick } from '../../src/renderer/timeline/timeline-data.ts'
import {
  formatDate,
  formatDayTime,
  formatFromNow,
  formatFullTime,
  formatTime,
  formatTimeMs,
} from '../../src/renderer/ui/format-time.ts'
import { hoursOf, timeStyle } from '../../src/renderer/ui/time-style.ts'
import { findZones, zoneGroups } from '../../src/renderer/ui/zones.ts'

const zoneBefore = process.env.TZ
const at = Date.UTC(2026, 0, 14, 23, 3, 7, 42)

function style(hours: 12 | 24, zone: string, system: string): void {
  process.env.TZ = system
  timeStyle.setState({ hours, zone })
}

afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ
  else process.env.TZ = zoneBefore
  timeStyle.setState({ hours: 24, zone: 'system' })
})

const written = () => [
  formatTime(at),
  formatTimeMs(at),
  formatDayTime(at, at + 86_400_000),
  formatTick(at, 60_000),
  formatFullTime(at),
]

test('a 24 hour clock in the system’s zone', () => {
  style(24, 'system', 'Asia/Kolkata')
  expect(written()).toEqual([
    '04:33:07',
    '04:33:07.042',
    '15 Jan 04:33',
    '04:33',
    `2026-01-15 04:33:07.042 UTC+05:30 (${Intl.DateTimeFormat().resolvedOptions().timeZone})`,
  ])
})

test('a 12 hour clock in UTC, whatever the system’s zone is', () => {
  style(12, 'utc', 'Asia/Kolkata')
  expect(written()).toEqual([
    '11:03:07 pm',
    '11:03:07.042 pm',
    '14 Jan 11:03 pm',
    '11:03 pm',
    '2026-01-14 11:03:07.042 pm UTC',
  ])
  const hour = (h: number) => formatTime(Date.UTC(2026, 0, 14, h))
  expect([0, 1, 12, 13].map(hour)).toEqual(['12:00:00 am', '1:00:00 am', '12:00:00 pm', '1:00:00 pm'])
})

test('a named zone, whatever the system’s zone is', () => {
  style(24, 'America/St_Johns', 'Asia/Kolkata')
  expect(written()).toEqual([
    '19:33:07',
    '19:33:07.042',
    '14 Jan 19:33',
    '19:33',
    '2026-01-14 19:33:07.042 UTC−03:30 (America/St_Johns)',
  ])
  expect([jumpTime('19:33:07.042', at), jumpTime('2026-01-14 19:33:07.042', at)]).toEqual([at, at])
})

test('a time is told from now, whether it was or is to come', () => {
  expect([0, 12_000, 240_000, 7_200_000, -500, -12_000].map(formatFromNow)).toEqual([
    'just now',
    '12 s ago',
    '4 min ago',
    '2 h ago',
    'just now',
    'in 12 s',
  ])
})

test('zones are found by city, region and offset, those that are chosen most first', () => {
  const groups = zoneGroups(at)
  expect(groups[0]?.zones.map(({ zone }) => zone)).toEqual(['system', 'utc'])
  const found = (text: string) =>
    findZones(groups, text).flatMap(({ zones }) => zones.map(({ zone }) => zone))
  expect(['new york', 'kolkata', 'utc+05:45', 'nowhere at all'].map(found)).toEqual([
    ['America/New_York'],
    ['Asia/Kolkata'],
    ['Asia/Kathmandu'],
    [],
  ])
  expect(findZones(groups, ' ')).toBe(groups)
})

test('a time to jump to is read in the zone and on the clock in which times are shown', () => {
  style(24, 'utc', 'Asia/Kolkata')
  const wanted = [
    '23:03:07.042',
    '11:03:07.042 pm',
    '2026-01-14 23:03:07.042',
    '2026-01-15 04:33:07.042+05:30',
  ]
  expect(wanted.map((text) => jumpTime(text, at))).toEqual(Array(4).fill(at))
  expect([jumpTime('2026-01-14', at), jumpTime('12:00 am', at)]).toEqual(Array(2).fill(Date.UTC(2026, 0, 14)))
  expect(['13:00 pm', '0:30 am', '25:00'].map((text) => jumpTime(text, at))).toEqual([null, null, null])
  style(24, 'system', 'Asia/Kolkata')
  expect(formatDate(at)).toBe('2026-01-15')
  expect(jumpTime('04:33:07.042', at)).toBe(at)
})

test('the system’s clock is that of its language', () => {
  expect(['en-US', 'en-GB', 'de-DE', 'ja-JP'].map((locale) => hoursOf(locale))).toEqual([12, 24, 24, 24])
})
