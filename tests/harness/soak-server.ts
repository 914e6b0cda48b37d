// The soak's server: every stream's events at their time, after whatever id the request names. It holds nothing that a
// kill could take. Arguments: port (0 for any) and the plan as JSON. Prints its port; `/count` gives what each stream has.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dataOf, dueAt, type SoakPlan } from './soak-plan.ts'

const [port = '0', text = ''] = process.argv.slice(2)
const plan: SoakPlan = JSON.parse(text)
const counts = () => Array.from({ length: plan.streams }, (_, stream) => dueAt(plan, stream, plan.until))

createServer((request, response) => {
  if (request.url === '/count') return response.end(JSON.stringify(counts()))
  const stream = Number(request.url?.slice(1))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  let next = Number(request.headers['last-event-id'] ?? 0) + 1
  const send = () => {
    const due = dueAt(plan, stream, Date.now())
    for (; next <= due; next++) response.write(`id: ${next}\ndata: ${dataOf(stream, next)}\n\n`)
    if (Date.now() < plan.until) return
    clearInterval(timer)
    response.end('event: end\ndata:\n\n')
  }
  const timer = setInterval(send, 50)
  response.on('close', () => clearInterval(timer))
  return send()
}).listen(Number(port), '127.0.0.1', function (this: { address(): unknown }) {
  process.stdout.write(`port ${(this.address() as AddressInfo).port}\n`)
})
