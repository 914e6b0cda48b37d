// The names of what the threads serve that are started when they are first asked, and so cannot say them before.

import type { Names } from '../../../threads/rest.ts'
import { reviewNames } from '../../review-names.ts'
import type { Facts } from '../read/facts.ts'
import type { ReaderThread } from './read-kinds.ts'
import type { ReviewThread } from './review-of.ts'

export const factNames: Names<Facts> = {
  servers: true,
  setting: true,
  summaries: true,
  run: true,
  runOf: true,
  unfinishedImports: true,
  attempts: true,
  gaps: true,
  transitions: true,
  jobTransitions: true,
  checkpoint: true,
  latest: true,
  findEqual: true,
  digests: true,
  alerts: true,
  unsettledAlerts: true,
  alertsHad: true,
  lastFired: true,
  standings: true,
  removals: true,
  forgetting: true,
  restored: true,
}

export const readerNames: Names<ReaderThread> = {
  ...factNames,
  range: true,
  text: true,
  window: true,
  event: true,
  durations: true,
  count: true,
  rowsOf: true,
  forgetReadings: true,
  readKinds: true,
  close: true,
}

export const reviewThreadNames: Names<ReviewThread> = { ...reviewNames, readKinds: true, close: true }
