// Pings as the field sends them, and what only looks like one.

import { expect, test } from 'vitest'
import { isPing } from '../../src/core/kind/is-ping.ts'

test.each([
  ['ping', ''],
  ['ping', '{}'],
  ['ping', 'null'],
  ['ping', '{"ts": 1700000000}'],
  ['ping', '{"type":"ping"}'],
  ['ping', '2026-11-28 10:00:00.000000+00:00'],
  ['ping', '2026-11-28T10:00:00Z'],
  ['ping', '"2026-11-28T10:00:00Z"'],
  ['ping', '1764324000.5'],
  ['Ping', ' '],
  ['heartbeat', '{}'],
  ['heartbeat', 'heartbeat'],
  ['keepalive', ''],
  ['keep-alive', ''],
  ['KEEP_ALIVE', '{"timestamp":"2026-11-28T10:00:00Z"}'],
  ['message', '{"type":"ping"}'],
  ['message', '{"type":"heartbeat","time":1764324000}'],
  ['message', '{"event":"keepalive"}'],
  ['message', ': OPENROUTER PROCESSING'],
  ['message', ':keep-alive'],
  ['message', ':'],
])('an event named %s with %o is a ping', (name, data) => {
  expect(isPing({ name, data })).toBe(true)
})

test.each([
  ['ping', '{"progress": 4}'],
  ['ping', 'pong from worker 3'],
  ['ping', '42'],
  ['heartbeat', '{"bpm": 71}'],
  ['heartbeat', '{"ts": {"deep": 1}}'],
  ['keepalive', '[1]'],
  ['message', ''],
  ['message', '{}'],
  ['message', 'ping'],
  ['message', ': )'],
  ['log', ': ping'],
  ['message', '{"time":1764324000}'],
  ['message', '{"type":"ping","content":"hello"}'],
  ['message', '2026-11-28T10:00:00Z'],
  ['message', '{"type":"pinged"}'],
  ['status', '{"type":"ping"}'],
  ['pings', ''],
])('an event named %s with %o is none', (name, data) => {
  expect(isPing({ name, data })).toBe(false)
})
