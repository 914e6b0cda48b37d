import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type CollectorNews, openCollector } from '../../../src/engine/index.ts'
import { newSharedLog } from '../../support/postgres/hand-member.ts'
import { openLossyProxy } from '../../support/postgres/lossy-proxy.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('A collector that loses its database while it opens') !== null

test.runIf(here)('a database that goes away while a collector opens is waited for', async () => {
  const proxy = await openLossyProxy(await newSharedLog())
  onTestFinished(proxy.close)
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-opening-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const told: CollectorNews[] = []
  // Read when it has its place already.
  proxy.loseNext('runlight.servers')
  const collector = await openCollector({
    url: proxy.url,
    name: 'a',
    only: { servers: [], tags: [] },
    dataDir,
    version: 'test',
    secrets: { servers: new Map(), poolKey: null },
    env: {},
    tell: (news) => told.push(news),
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
  })
  expect(proxy.lost()).toBe(1)
  expect(told.map(({ type }) => type)).toEqual(['joined', 'refused', 'joined'])
  expect(collector.logStatus().state).toBe('ok')
  await collector.close()
})
