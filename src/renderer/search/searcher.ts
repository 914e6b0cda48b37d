// One search as it goes: asks for pages until there is enough to look at, waits until more is wanted, and says what it knows
// so far. A new query forgets the old one's answers wherever they are. It knows no component.

import { createStore } from 'zustand/vanilla'
import type { SearchGroup } from '../../core/contract/calls/search.ts'
import type { Output } from '../../core/contract/contract.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { type Client, errorMessage } from '../store/client.ts'

/** Hits that are fetched before anybody scrolls, and with each wish for more. */
const pageSize = 60
const perRun = 5

export type Why = Output<'search.why'>

export type SearchState = {
  readonly query: string
  /**
   * `idle`: nothing to search for, or nothing that can be understood. `searching`: more is on its way. `paused`: more may be
   * there. `done`: this is all. `failed`: the engine did not answer; `problem` says so.
   */
  readonly phase: 'idle' | 'searching' | 'paused' | 'done' | 'failed'
  readonly groups: readonly SearchGroup[]
  readonly hits: number
  /** Of `runs` runs that may hold something, so many were looked through. */
  readonly looked: number
  readonly runs: number
  /** Why nothing was found; null while that is not known, or does not matter. */
  readonly why: Why | null
  readonly problem: string | null
}

const idle = { phase: 'idle', groups: [], hits: 0, looked: 0, runs: 0, why: null, problem: null } as const

export type Searcher = ReturnType<typeof createSearcher>

/** A searcher that asks by `client`. */
export function createSearcher(client: Pick<Client, 'call'>) {
  const store = createStore<SearchState>(() => ({ query: '', ...idle }))
  let generation = 0
  let cursor: string | null = null
  let wanted = 0

  async function work(mine: number): Promise<void> {
    const isOld = () => mine !== generation
    try {
      while (store.getState().hits < wanted) {
        const { query, hits } = store.getState()
        const limit = Math.max(1, Math.min(pageSize, wanted - hits))
        const page = await client.call('search.run', { query, within: null, cursor, limit, perRun })
        if (isOld()) return
        cursor = page.cursor
        const groups = join(store.getState().groups, page.groups)
        const { looked, runs } = page
        store.setState({ groups, hits: countHits(groups), looked, runs })
        if (page.done) return finish(mine)
      }
      store.setState({ phase: 'paused' })
    } catch (thrown) {
      if (!isOld()) store.setState({ phase: 'failed', problem: errorMessage(thrown) })
    }
  }

  async function finish(mine: number): Promise<void> {
    store.setState({ phase: 'done' })
    const { groups, query } = store.getState()
    if (groups.length > 0) return
    const why = await client.call('search.why', { query, within: null })
    if (mine === generation) store.setState({ why })
  }

  return {
    store,
    /** Searches for `query` from the start; what cannot be understood is not asked for. */
    search: (query: string) => {
      generation++
      cursor = null
      wanted = pageSize
      const sound = query.trim() !== '' && parseQuery(query).problems.length === 0
      store.setState({ query, ...idle, phase: sound ? 'searching' : 'idle' })
      if (sound) void work(generation)
    },
    /** Goes on where the pages so far end. */
    more: () => {
      const { phase, hits } = store.getState()
      if (phase !== 'paused' && phase !== 'failed') return
      wanted = hits + pageSize
      store.setState({ phase: 'searching', problem: null })
      void work(generation)
    },
    stop: () => {
      generation++
    },
  }
}

/** A page may begin with the run that the one before it ended in. */
function join(known: readonly SearchGroup[], next: readonly SearchGroup[]): readonly SearchGroup[] {
  const joined = [...known]
  for (const group of next) {
    const last = joined.at(-1)
    if (last?.run.id === group.run.id) {
      joined[joined.length - 1] = {
        ...last,
        hits: [...last.hits, ...group.hits],
        more: last.more || group.more,
      }
    } else joined.push(group)
  }
  return joined
}

/** A run that was found by itself counts as well. */
function countHits(groups: readonly SearchGroup[]): number {
  return groups.reduce((sum, group) => sum + group.hits.length + (group.itself ? 1 : 0), 0)
}
