// The request of a run's next attempt, where what it needs cannot be had.

import { expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { createSessionSecrets } from '../../src/engine/base/ports.ts'
import { createAgents } from '../../src/engine/connection/agents.ts'
import { prepareRequest } from '../../src/engine/runs/prepare.ts'
import { loadKinds } from '../support/load-kinds.ts'

test('a run whose credentials are in a database that is away waits for it, and nothing was sent', async () => {
  const kind = (await loadKinds()).get('plain') ?? expect.fail('There is no plain kind.')
  const source = { uid: 'u', kind, params: { url: 'http://127.0.0.1/' }, baseUrl: '', hasSecret: true }
  const away = () => Promise.reject(new RunlightError('log-away', 'The database cannot be reached.'))
  const secrets = { ...createSessionSecrets(), get: away }
  expect(await prepareRequest(source, null, null, secrets, createAgents())).toEqual({
    ok: false,
    how: {
      type: 'lost',
      sent: false,
      cause: 'Its credentials cannot be read now: The database cannot be reached.',
    },
  })
})
