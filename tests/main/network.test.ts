// Sleep, wake, and the network's coming and going, as the engine is told of them.

import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNetwork } from '../../src/main/life/network.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function watch() {
  const power = new EventEmitter()
  const net = { online: true }
  const signals: string[] = []
  const leave = createNetwork({ power, isOnline: () => net.online })((signal) => signals.push(signal))
  return { power, net, signals, leave }
}

test('a network that goes and comes back is told once each, within three seconds', () => {
  const { net, signals } = watch()
  vi.advanceTimersByTime(9_000)
  net.online = false
  vi.advanceTimersByTime(9_000)
  net.online = true
  vi.advanceTimersByTime(3_000)
  expect(signals).toEqual(['offline', 'online'])
})

test('an app that starts without a network knows it at once', () => {
  const power = new EventEmitter()
  const signals: string[] = []
  createNetwork({ power, isOnline: () => false })((signal) => signals.push(signal))
  expect(signals).toEqual(['offline'])
})

test('sleep and wake are told at once', () => {
  const { power, signals } = watch()
  power.emit('suspend')
  power.emit('resume')
  expect(signals).toEqual(['suspend', 'resume'])
})

test('waking without a network is told as waking, and then as being offline', () => {
  const { power, net, signals } = watch()
  net.online = false
  vi.advanceTimersByTime(3_000)
  power.emit('suspend')
  power.emit('resume')
  net.online = true
  vi.advanceTimersByTime(3_000)
  expect(signals).toEqual(['offline', 'suspend', 'resume', 'offline', 'online'])
})

test('after leaving nothing is told, and nothing is left running', () => {
  const { power, net, signals, leave } = watch()
  leave()
  net.online = false
  vi.advanceTimersByTime(9_000)
  power.emit('suspend')
  expect([signals, vi.getTimerCount(), power.eventNames()]).toEqual([[], 0, []])
})
