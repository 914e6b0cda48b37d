// Finds the service that a path asks for. The documented path may stand behind one more segment that names a fault, so
// that a base URL can be broken for all kinds at once.

import { strictPercentDecode } from '../core/basics/percent.ts'
import { type FaultName, faults } from './faults/catalogue.ts'
import { soundPrefix } from './faults/choose.ts'
import { chat } from './services/chat.ts'
import { clock } from './services/clock.ts'
import { echo } from './services/echo.ts'
import { flashcards } from './services/flashcards.ts'
import { learningPaths } from './services/learning-paths.ts'
import { processes } from './services/processes.ts'
import type { Service } from './services/service.ts'
import { stories } from './services/stories.ts'
import { ticker } from './services/ticker.ts'
import { videos } from './services/videos.ts'

export const services: readonly Service[] = [
  flashcards,
  videos,
  stories,
  learningPaths,
  processes,
  chat,
  ticker,
  clock,
  echo,
]

export type Route = {
  readonly service: Service
  /** The text in place of the path's `{name}`, decoded; empty where there is none. */
  readonly segment: string
  /** The fault segment before the documented path, or null. */
  readonly prefix: FaultName | typeof soundPrefix | null
}

/** `path` is encoded, without query. Null where no service has it, unreadable where its segment cannot be decoded. */
export function route(path: string): Route | 'unreadable' | null {
  const [, first = '', ...rest] = path.split('/')
  const prefix =
    first === soundPrefix ? soundPrefix : (faults.find(({ name }) => name === first)?.name ?? null)
  const segments = prefix === null ? [first, ...rest] : rest
  for (const service of services) {
    const given = match(service.path.split('/').slice(1), segments)
    if (given === null) continue
    const segment = strictPercentDecode(given)
    return segment === null ? 'unreadable' : { service, segment, prefix }
  }
  return null
}

/** The encoded `{name}` segment, empty where the pattern has none, null where the path is another. */
function match(pattern: readonly string[], segments: readonly string[]): string | null {
  if (pattern.length !== segments.length) return null
  let segment = ''
  for (const [i, part] of pattern.entries()) {
    const given = segments[i] ?? ''
    if (!part.startsWith('{')) {
      if (part !== given) return null
    } else if (given === '') return null
    else segment = given
  }
  return segment
}
