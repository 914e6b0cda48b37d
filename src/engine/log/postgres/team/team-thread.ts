// The team's thread: what shows that this process lives is sent however busy the engine is with its streams.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import { createTeam } from './create-team.ts'
import type { Joining } from './membership.ts'

const { url, joining }: { url: string; joining: Joining } = workerData

serveThread(
  () => createTeam(url, joining),
  (thrown) => thrown,
)
