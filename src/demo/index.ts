// The room's one door: the sample backend by itself, on demand inside a host, and what there is to watch on it.

export { type SampleBackend, startSampleBackend } from './backend.ts'
export { createSampleOnDemand, type SampleOnDemand } from './on-demand.ts'
export { findFaults, replayFaults } from './replay/faults.ts'
export { type Replay, type ReplayOptions, startReplay } from './replay/server.ts'
export { sampleRuns } from './sample-runs.ts'
export type { Scenario } from './scenario.ts'
export { paramsAt, scenarios } from './scenarios.ts'
