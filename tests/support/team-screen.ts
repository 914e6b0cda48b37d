// A hub on a shared log, as the one who started it has it on a screen: calls are answered or throw, and what is pushed is kept.

import { onTestFinished } from 'vitest'
import type { CallName, Changes, Input, Output } from '../../src/core/contract/contract.ts'
import { openTeamHub, ownerOfHub } from '../../src/engine/open-team-hub.ts'
import { freshDir } from './engine.ts'

export async function screenOn(url: string) {
  const opened = await openTeamHub({
    ...{ url, name: 'screens', dataDir: freshDir(), version: '0.1.0', poolKeyFile: null, checkAnswers: true },
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
  })
  onTestFinished(opened.close)
  const view = opened.hub.as(ownerOfHub())
  const pushes: Changes[] = []
  view.onChanges((changes) => pushes.push(changes))
  const call = async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const answer = await view.dispatch(name, input)
    if (!answer.ok) throw answer.error
    return answer.value as Output<N>
  }
  /** As `call`, of what a collector does: one that is busy may take longer than its answer is waited for. */
  const ask = async <N extends CallName>(name: N, input: Input<N>): Promise<void> => {
    const answer = await view.dispatch(name, input)
    if (!answer.ok && answer.error.code !== 'not-answered') throw answer.error
  }
  return { call, ask, pushes }
}
