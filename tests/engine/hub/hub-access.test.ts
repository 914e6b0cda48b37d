// Where a hub itself knows more of who may what than the door before it: where a run goes, and that roles have changed.

import { expect, onTestFinished, test, vi } from 'vitest'
import type { Caller } from '../../../src/core/team/roles.ts'
import { createSessionSecrets } from '../../../src/engine/base/ports.ts'
import { openHub } from '../../../src/engine/hub/open-hub.ts'
import { freshDir } from '../../support/engine.ts'
import { openStandInTeam } from '../../support/stand-in-team.ts'

const bob: Caller = { key: 'person:2', name: 'Bob', given: [{ space: 2, role: 'operator' }] }

async function open() {
  const dataDir = freshDir()
  const team = await openStandInTeam(dataDir, () => ({ space: 1, collector: null, wanted: true }))
  const hub = await openHub({
    log: team.log,
    dataDir,
    version: '0.1.0',
    secrets: createSessionSecrets(),
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
  })
  onTestFinished(hub.close)
  return { team, hub }
}

test('a run of a kind without a server is for operators of the space where it goes, whatever server is named', async () => {
  const { team, hub } = await open()
  const add = {
    kind: 'plain',
    serverId: 7,
    baseUrl: null,
    params: { url: 'http://127.0.0.1:9/' },
    headers: null,
    title: null,
    evenIfWatched: false,
    retry: true,
  }
  expect(await hub.as(bob).dispatch('runs.add', add)).toMatchObject({
    ok: false,
    error: { code: 'not-allowed' },
  })
  expect(await team.log.summaries()).toEqual([])
})

test('that somebody may do something else is told to whoever lets people in', async () => {
  const { team, hub } = await open()
  let told = 0
  onTestFinished(
    hub.onAccess(() => {
      told++
    }),
  )
  team.changed({ settings: true })
  team.changed({ access: true })
  await vi.waitFor(() => expect(told).toBe(1), { timeout: 60_000, interval: 20 })
})
