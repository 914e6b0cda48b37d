import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type CollectorNews, openCollector } from '../../../src/engine/index.ts'
import { newSharedLog } from '../../support/postgres/hand-member.ts'
import { openLossyProxy } from '../../support/postgres/lossy-proxy.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('A collector that loses its database while it opens') !== null

/** Opens one at `url`; resolves to what it has told when it works. */
async function openedAt(url: string): Promise<CollectorNews['type'][]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-opening-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const told: CollectorNews['type'][] = []
  const collector = await openCollector({
    url,
    name: 'a',
    only: { servers: [], tags: [] },
    dataDir,
    version: 'test',
    secrets: { servers: new Map(), poolKey: null },
    env: {},
    tell: ({ type }) => told.push(type),
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
  })
  expect(collector.logStatus().state).toBe('ok')
  await collector.close()
  return told
}

describe.runIf(here)('a collector that opens', { timeout: 240_000 }, () => {
  test('waits for a database that goes away once it has its place', async () => {
    const proxy = await openLossyProxy(await newSharedLog())
    onTestFinished(proxy.close)
    proxy.loseNext('runlight.servers')
    expect(await openedAt(proxy.url)).toEqual(['joined', 'refused', 'joined'])
    expect(proxy.lost()).toBe(1)
  })

  test('takes a place anew that others have closed before it works', async () => {
    const url = await newSharedLog()
    const sql = new Client(url)
    await sql.connect()
    onTestFinished(() => sql.end())
    // The first of a log writes its rules, and is told that its place is over.
    await sql.query(`CREATE SEQUENCE runlight.once;
      CREATE FUNCTION runlight.closed_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('runlight.once') = 1 THEN RAISE EXCEPTION 'closed' USING ERRCODE = 'RL001'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER closed_once BEFORE INSERT OR UPDATE ON runlight.settings
        FOR EACH ROW EXECUTE FUNCTION runlight.closed_once()`)
    expect(await openedAt(url)).toEqual(['joined', 'refused', 'joined'])
  })
})
