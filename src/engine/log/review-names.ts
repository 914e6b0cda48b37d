// The names of what a review does: a thread that is started when it is first asked cannot say them before.

import type { Names } from '../threads/rest.ts'
import type { LogReview } from './log-review.ts'

export const reviewNames: Names<LogReview> = {
  forgetReadings: true,
  instant: true,
  prepare: true,
  figures: true,
  zoomDetail: true,
  usual: true,
  compare: true,
  digest: true,
  preview: true,
  search: true,
  searchCount: true,
  searchWindow: true,
  searchKnown: true,
  density: true,
  rates: true,
  facets: true,
  find: true,
  makeBlocks: true,
  lackingBlocks: true,
}
