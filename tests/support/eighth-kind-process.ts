// Uses a kind that only this copy of the sources has, through the engine's own calls, and prints what came of it.
// Arguments: data directory, server URL.

import { createCall, openTestEngine } from './open-engine.ts'

const [, , dataDir = '', url = ''] = process.argv
const engine = await openTestEngine(dataDir, {
  onDefect: (_where, thrown) => {
    throw thrown
  },
})
const call = createCall(engine)

const listed = (await call('kinds.list', {})).find((kind) => kind.id === 'backups')
const [matched] = await call('kinds.match', { text: `${url}/backups/sda1/events` })
const common = {
  kind: 'backups',
  serverId: null,
  headers: null,
  title: null,
  evenIfWatched: false,
  retry: true,
}
const refused = await engine.dispatch('runs.add', { ...common, baseUrl: url, params: {} })
const { run } = await call('runs.add', { ...common, baseUrl: url, params: matched?.params ?? {} })
const closed = Promise.withResolvers<void>()
engine.onChanges(({ runs }) => {
  if (runs.some((one) => one.connection.state === 'closed')) closed.resolve()
})
await closed.promise
const [row] = (await call('runs.snapshot', {})).runs.filter((one) => one.id === run)
process.stdout.write(
  JSON.stringify({
    listed: { label: listed?.label, icon: listed?.icon, field: listed?.fields[0]?.label },
    matched: { kind: matched?.kind, params: matched?.params },
    refused: refused.ok ? null : refused.error.message,
    board: {
      title: row?.title,
      job: row?.job.state,
      percent: row?.job.percent,
      connection: row?.connection.state,
      events: row?.events,
    },
  }),
)
await engine.close()
