// Validates what a kind returned. The types promise readings, but a defective kind may return anything, which would
// throw inside the fold, where the cause could no longer be told. Fields are checked by hand, because this runs for
// every event.

import type { Reading } from './reading.ts'

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const flag: Check = (value) => typeof value === 'boolean'
const textOrNull: Check = (value) => value === null || typeof value === 'string'
const textOrAbsent: Check = (value) => value === undefined || typeof value === 'string'
const numberOrNull: Check = (value) => value === null || Number.isFinite(value)
const countOrNull: Check = (value) => value === null || (Number.isFinite(value) && Number(value) >= 0)
const pieceOrNull: Check = (value) =>
  value === null ||
  (typeof value === 'object' &&
    (Reflect.get(value, 'mode') === 'append' || Reflect.get(value, 'mode') === 'final') &&
    typeof Reflect.get(value, 'text') === 'string')
const texts: Check = (value) => Array.isArray(value) && value.every(text)
const oneOf = (...words: readonly unknown[]): Check => {
  const set = new Set(words)
  return (value) => set.has(value)
}

const fields: { readonly [T in Reading['type']]: readonly (readonly [string, Check])[] } = {
  ping: [],
  terminal: [],
  status: [['state', oneOf('pending', 'processing')]],
  progress: [
    ['percent', numberOrNull],
    ['done', numberOrNull],
    ['total', numberOrNull],
    ['raw', textOrNull],
  ],
  stage: [
    ['id', text],
    ['label', text],
    ['state', oneOf('entered', 'started', 'completed', 'failed')],
    ['index', numberOrNull],
    ['of', numberOrNull],
  ],
  log: [
    ['level', oneOf('debug', 'info', 'success', 'warning', 'error')],
    ['message', text],
    ['details', textOrNull],
    ['at', textOrNull],
  ],
  item: [
    ['id', text],
    ['title', text],
    ['description', textOrNull],
    ['tags', texts],
    ['state', textOrNull],
    ['at', textOrNull],
  ],
  text: [
    ['mode', oneOf('append', 'final')],
    ['text', text],
    ['channel', oneOf(undefined, 'reasoning')],
  ],
  tool: [
    ['id', text],
    ['name', textOrNull],
    ['state', oneOf('writing', 'called', 'completed', 'failed')],
    ['args', pieceOrNull],
    ['result', textOrNull],
    ['alias', textOrAbsent],
  ],
  usage: [
    ['input', countOrNull],
    ['output', countOrNull],
    ['cached', countOrNull],
    ['reasoning', countOrNull],
    ['model', textOrNull],
    ['finish', textOrNull],
    ['adds', oneOf(undefined, true)],
  ],
  called: [],
  reader: [['id', text]],
  check: [
    ['name', text],
    ['passed', flag],
    ['score', numberOrNull],
    ['issues', texts],
    ['stage', textOrAbsent],
  ],
  times: [
    ['startedAt', numberOrNull],
    ['endedAt', numberOrNull],
  ],
  fact: [
    ['name', text],
    ['value', text],
  ],
  outcome: [
    ['state', oneOf('completed', 'failed')],
    ['reason', textOrNull],
  ],
  unreadable: [['reason', text]],
}
const byType = new Map<unknown, readonly (readonly [string, Check])[]>(Object.entries(fields))

/** Whether `value` is a list of readings and nothing else. */
export function areReadings(value: unknown): value is readonly Reading[] {
  return Array.isArray(value) && value.every(isReading)
}

function isReading(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  const wanted = byType.get(value.type)
  return wanted?.every(([name, check]) => check(Reflect.get(value, name))) === true
}
