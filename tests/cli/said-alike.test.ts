// What the terminal says of a run is what the window says of it, in each command that names one.

import { afterAll, expect, test } from 'vitest'
import { startSampleBackend } from '../../src/demo/index.ts'
import { addRun, freshDir, removeDir, startEngine } from '../support/engine.ts'
import { answer, startSseServer, stream } from '../support/sse-server.ts'
import { runHere } from './support/run-here.ts'

const dirs: string[] = []
const newDir = () => {
  const dir = freshDir()
  dirs.push(dir)
  return dir
}
afterAll(() => {
  for (const dir of dirs) removeDir(dir)
})

/** The lines of `text` that begin with `start`, spaces made one. */
const linesOf = (text: string, start: RegExp) =>
  text
    .split('\n')
    .map((line) => line.replace(/^\d\d:\d\d:\d\d +/, '').replace(/ +/g, ' '))
    .filter((line) => start.test(line))

test('a job of which nobody heard is called so, however its connection ended', async () => {
  const dataDir = newDir()
  const server = await startSseServer([answer(204)])
  const { url } = server
  const ended = await runHere(['watch', `${url}/a`], { dataDir })
  await server.close()
  const refused = await runHere(['watch', `${url}/b`, '--no-retry'], { dataDir })
  const stopped = await runHere(['watch', `${url}/c`, '--timeout', '1'], { dataDir })
  const words = [ended, refused, stopped].map(({ out }) => linesOf(out, /^outcome/)[0]?.split(' ·')[0])
  expect(words).toEqual(['outcome no events', 'outcome not started', 'outcome not started'])
  expect(linesOf(refused.out, /^job/).at(-1)).toMatch(/^job not started/)
  const runs = linesOf((await runHere(['runs'], { dataDir })).out, /^\d+ 20/)
  expect(runs.map((line) => /no events|not started/.exec(line)?.[0])).toEqual([
    'no events',
    'not started',
    'not started',
  ])
  for (const run of ['1', '2', '3']) {
    const { out } = await runHere(['stats', run], { dataDir })
    expect(linesOf(out, /^Job/)).toEqual([run === '1' ? 'Job no events' : 'Job not started'])
  }
})

test('an open connection that no engine watches is not known, in a list and beside what was found', async () => {
  const dataDir = newDir()
  const server = await startSseServer([stream(['data: lantern\n\n'], 'open')])
  const engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, ({ events }) => events === 1)
  const search = async () => linesOf((await runHere(['search', 'lantern'], { dataDir })).out, /^Run/)[0]
  expect(await search()).toMatch(/, (live|quiet), /)
  await engine.close()
  await server.close()
  expect(await search()).toContain(', not known, ')
  expect((await runHere(['runs'], { dataDir })).out).toContain('not known')
})

test('a stage whose check did not pass says so beside how long it took', async () => {
  const dataDir = newDir()
  const backend = await startSampleBackend({ speed: 50 })
  const engine = await startEngine({ dataDir })
  const run = await addRun(engine, 'stories', backend.url, { child_id: '1', theme: 'unsafe' })
  await engine.until(run, ({ connection }) => connection.state === 'closed')
  const { out } = await runHere(['stats', String(run)], { dataDir })
  await engine.close()
  await backend.close()
  expect(linesOf(out, /^(Workflow|Generate content|Safety check) /)).toEqual([
    expect.stringMatching(/^Workflow \S+ \S+, failed –$/),
    expect.stringMatching(/^Generate content \S+ \S+ –$/),
    expect.stringMatching(/^Safety check \S+ \S+, did not pass –$/),
  ])
})
