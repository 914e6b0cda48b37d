// Bounds the size of a job against a hostile stream: the fold limits how many entries there are, this limits how long
// each is. The text being written has a limit of its own.

import { clip } from '../basics/clip.ts'
import { jobLimits } from './job-limits.ts'
import type { Reading } from './reading.ts'

/** `reading` with every name, value and list inside the job's jobLimits; what is cut is marked. */
export function truncateReading(reading: Reading): Reading {
  switch (reading.type) {
    case 'progress':
      return { ...reading, raw: value(reading.raw) }
    case 'stage':
      return { ...reading, id: name(reading.id), label: name(reading.label) }
    case 'log':
      return { ...reading, message: clip(reading.message, jobLimits.values) }
    case 'item':
      return {
        ...reading,
        id: name(reading.id),
        title: name(reading.title),
        description: value(reading.description),
        tags: entries(reading.tags).map(name),
        state: reading.state === null ? null : name(reading.state),
        at: reading.at === null ? null : name(reading.at),
      }
    case 'tool':
      return {
        ...reading,
        id: name(reading.id),
        name: reading.name === null ? null : name(reading.name),
        result: reading.result === null ? null : clip(reading.result, jobLimits.toolText),
        ...(reading.alias === undefined ? {} : { alias: name(reading.alias) }),
      }
    case 'usage':
      return {
        ...reading,
        model: reading.model === null ? null : name(reading.model),
        finish: reading.finish === null ? null : name(reading.finish),
      }
    case 'check':
      return {
        ...reading,
        name: name(reading.name),
        issues: entries(reading.issues).map((issue) => clip(issue, jobLimits.values)),
        ...(reading.stage === undefined ? {} : { stage: name(reading.stage) }),
      }
    case 'fact':
      return { ...reading, name: name(reading.name), value: clip(reading.value, jobLimits.values) }
    case 'outcome':
      return { ...reading, reason: value(reading.reason) }
    default:
      return reading
  }
}

function name(text: string): string {
  return clip(text, jobLimits.names)
}

function value(text: string | null): string | null {
  return text === null ? null : clip(text, jobLimits.values)
}

function entries(list: readonly string[]): readonly string[] {
  if (list.length <= jobLimits.entries) return list
  const kept = list.slice(0, jobLimits.entries - 1)
  return [...kept, `… and ${list.length - kept.length} more`]
}
