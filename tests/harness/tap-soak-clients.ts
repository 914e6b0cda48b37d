// The applications of the tap's soak: as many as there are at once, each doing one thing after another. Every one asks for jobs of
// its own, so that what it asks for again is the same run. A wrong end is told as it is seen.

import { Agent, request } from 'node:http'
import { type Behaviour, behaviours, document } from './tap-soak-plan.ts'

/** Between two exchanges of one application. */
const pauseMs = 1_000

export type Clients = {
  readonly exchanges: () => number
  readonly faults: () => readonly string[]
  /** Resolves when what is under way is over. */
  readonly stop: () => Promise<void>
}

export function startClients(origin: string, count: number): Clients {
  const kept = new Agent({ keepAlive: true })
  const fresh = new Agent({ keepAlive: false })
  const faults: string[] = []
  let exchanges = 0
  let isOver = false

  const work = async (client: number) => {
    for (let turn = client; !isOver; turn++) {
      const behaviour = behaviours[turn % behaviours.length]
      if (behaviour === undefined) return
      const url = `${origin}/${behaviour.path}/${client}-${turn % behaviours.length}`
      const end = await ask(url, behaviour, turn % 3 === 0 ? fresh : kept)
      exchanges++
      if (end !== behaviour.end && faults.length < 20)
        faults.push(`${behaviour.path}: ${end} in place of ${behaviour.end}`)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  const working = Array.from({ length: count }, (_, client) => work(client))
  return {
    exchanges: () => exchanges,
    faults: () => faults,
    stop: async () => {
      isOver = true
      await Promise.all(working)
      kept.destroy()
      fresh.destroy()
    },
  }
}

/** How it ended for the application. */
function ask(url: string, { path, sends = 0, restsMs, leavesMs }: Behaviour, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    let isLeft = false
    const asked = request(url, {
      agent,
      method: sends > 0 ? 'POST' : 'GET',
      headers: { 'user-agent': 'soak', 'content-type': 'application/json' },
    })
    const failed = () => resolve(isLeft ? 'left' : 'broken')
    asked.on('error', failed)
    asked.on('response', (response) => {
      let text = ''
      response.on('error', failed)
      response.on('end', () => {
        const isWhole = path === 'document' ? text === document : text.endsWith('event: end\ndata:\n\n')
        resolve(isWhole ? 'whole' : 'wrong')
      })
      const read = () =>
        response.on('data', (bytes: Buffer) => {
          text = path === 'document' ? text + bytes.toString() : (text + bytes.toString()).slice(-100)
        })
      if (restsMs === undefined) read()
      else setTimeout(read, restsMs)
      if (leavesMs === undefined) return
      setTimeout(() => {
        isLeft = true
        asked.destroy()
      }, leavesMs)
    })
    asked.end(sends > 0 ? JSON.stringify({ text: 'fox '.repeat(sends / 4) }) : undefined)
  })
}
