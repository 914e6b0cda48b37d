// A short round of the soak, at the full rate: `npm run test:soak` has two minutes, or as many as are given.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startChild } from '../harness/child.ts'

test('30: 2,000 events a second over 50 streams, whose server is killed meanwhile: none is lost or doubled', async () => {
  const said: string[] = []
  const soak = startChild([join(import.meta.dirname, '../harness/soak.ts'), '0.4', '2000'], (line) =>
    said.push(line),
  )
  const code = await soak.ended
  expect([code, said.at(-1), soak.stderr()]).toEqual([0, 'The soak holds.', ''])
  process.stdout.write(`${said.slice(-4, -1).join('\n')}\n`)
}, 240_000)
