// What a tap's client and server said of their streams, line by line, whoever of them was killed.

import { z } from 'zod'

const lineSchema = z.union([
  z.object({ asked: z.string(), after: z.number() }),
  z.object({ sent: z.string(), n: z.number() }),
  z.object({ over: z.string(), left: z.boolean() }),
  z.object({ head: z.string(), status: z.number(), run: z.string().nullable() }),
  z.object({ had: z.string(), n: z.number() }),
  z.object({ end: z.string(), how: z.enum(['good', 'broken']) }),
])

/** What is known of one stream: the last number that its server sent and that its client had, and the run it was told. */
export type Seen = {
  readonly path: string
  readonly sent: number
  readonly had: number
  readonly run: string | null
}

export function createTapLedger() {
  const asked = new Map<string, number>()
  const sent = new Map<string, number>()
  const had = new Map<string, number>()
  const runs = new Map<string, string>()
  const ends = new Map<string, 'good' | 'broken'>()
  const left = new Map<string, boolean>()
  const holes: string[] = []
  const last = (map: ReadonlyMap<string, number>, path: string) => map.get(path) ?? 0
  return {
    /** Lines that say nothing of a stream are passed over. */
    hear: (text: string) => {
      const parsed = lineSchema.safeParse(JSON.parse(text))
      if (!parsed.success) return
      const line = parsed.data
      if ('asked' in line) asked.set(line.asked, last(asked, line.asked) + 1)
      else if ('sent' in line) sent.set(line.sent, line.n)
      else if ('over' in line) left.set(line.over, line.left)
      else if ('head' in line) {
        if (line.run !== null) runs.set(line.head, line.run)
      } else if ('had' in line) {
        if (line.n !== last(had, line.had) + 1)
          holes.push(`${line.had}: ${line.n} came after ${last(had, line.had)}`)
        had.set(line.had, line.n)
      } else ends.set(line.end, line.how)
    },
    asked: (path: string) => last(asked, path),
    sent: (path: string) => last(sent, path),
    had: (path: string) => last(had, path),
    end: (path: string) => ends.get(path) ?? null,
    left: (path: string) => left.get(path) ?? null,
    seen: (paths: readonly string[]): Seen[] =>
      paths.map((path) => ({
        path,
        sent: last(sent, path),
        had: last(had, path),
        run: runs.get(path) ?? null,
      })),
    /** What is wrong with how the streams ended for who is left, as sentences. */
    endFaults: (paths: readonly string[], killed: 'client' | 'server' | 'runlight'): string[] => [
      ...holes,
      ...paths.flatMap((path) => [
        // A server that is killed before its head is a refusal of the gate's, which ends well.
        ...(killed !== 'client' && ends.get(path) === 'good' && runs.has(path)
          ? [`${path} ended well for its client`]
          : []),
        ...(killed !== 'server' && left.get(path) === false ? [`${path} ended well for its server`] : []),
        ...(last(had, path) > last(sent, path) ? [`${path}: more was had than sent`] : []),
      ]),
    ],
  }
}
