// One thing to watch on the sample backend, as plain data for lists, forms and tests.

import type { Params } from '../core/kind/kind.ts'

export type Scenario = {
  /** The id of the kind that watches it. */
  readonly kind: string
  /** Unique within its kind; for faults the fault's own name. */
  readonly name: string
  /** What is to be seen, in one sentence. */
  readonly what: string
  /** The values of the kind's form. A parameter `url` is a path here: give it the backend's URL with `paramsAt`. */
  readonly params: Params
  /** Path and query. */
  readonly url: string
}
