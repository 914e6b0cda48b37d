// Which stages ran within others, read off their times: services announce both ends of a step and of the steps within it, and
// name no parent. Pure.

import type { Stage } from './job.ts'

export type StageNode<S extends Stage = Stage> = {
  readonly stage: S
  readonly within: readonly StageNode<S>[]
}

/** `stages`, in order of their beginning, each with those that began and ended while it ran. */
export function nestStages<S extends Stage>(stages: readonly S[]): readonly StageNode<S>[] {
  const top: Building<S>[] = []
  const path: Building<S>[] = []
  for (const stage of stages) {
    const node: Building<S> = { stage, within: [] }
    for (let parent = path.at(-1); parent !== undefined && !holds(parent.stage, stage); parent = path.at(-1))
      path.pop()
    const siblings = path.at(-1)?.within ?? top
    siblings.push(node)
    path.push(node)
  }
  return top
}

type Building<S extends Stage> = { readonly stage: S; readonly within: Building<S>[] }

/** A stage that ends just as the next begins is before it and not around it. */
function holds(outer: Stage, inner: Stage): boolean {
  if (outer.startedAt > inner.startedAt) return false
  if (outer.endedAt === null) return true
  return outer.endedAt > inner.startedAt && inner.endedAt !== null && inner.endedAt <= outer.endedAt
}
