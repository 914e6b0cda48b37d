// One search: requests pages until there are enough hits, waits until more are wanted, and exposes what is known so far. A
// new query drops the answers of the old one. Contains no component.

import { createStore } from 'zustand/vanilla'
import type { HitCount, SearchGroup } from '../../core/contract/calls/search.ts'
import type { Output } from '../../core/contract/contract.ts'
import { addCounts } from '../../core/contract/hit-counts.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { type Client, errorMessage } from '../store/client.ts'

/** Hits that are requested at the start, and with each call of `more`. */
const pageSize = 60
const perRun = 5

type Why = Output<'search.why'>

export type SearchState = {
  readonly query: string
  /**
   * `idle`: the query is empty or invalid. `searching`: a page is requested. `paused`: there may be more. `done`: there is no
   * more. `failed`: the request failed, see `problem`.
   */
  readonly phase: 'idle' | 'searching' | 'paused' | 'done' | 'failed'
  readonly groups: readonly SearchGroup[]
  /** Rows of the list: what a page has of each run, which says nothing of how many there are. */
  readonly rows: number
  /** How many events fit by run, as far as they are counted, and whether that is all. */
  readonly counts: ReadonlyMap<number, HitCount>
  readonly counted: boolean
  /** How many of `runs`, the runs that may have hits, were searched. */
  readonly looked: number
  readonly runs: number
  /** Why nothing was found; null while that is not known, and with hits. */
  readonly why: Why | null
  readonly problem: string | null
}

const idle = {
  phase: 'idle',
  groups: [],
  rows: 0,
  counts: new Map<number, HitCount>(),
  counted: false,
  looked: 0,
  runs: 0,
  why: null,
  problem: null,
} as const

/** A searcher over `client`. */
export function createSearcher(client: Pick<Client, 'call'>) {
  const store = createStore<SearchState>(() => ({ query: '', ...idle }))
  let generation = 0
  let cursor: string | null = null
  let wanted = 0

  async function work(mine: number): Promise<void> {
    const isOld = () => mine !== generation
    try {
      while (store.getState().rows < wanted) {
        const { query, rows } = store.getState()
        const limit = Math.max(1, Math.min(pageSize, wanted - rows))
        const page = await client.call('search.run', { query, within: null, cursor, limit, perRun })
        if (isOld()) return
        cursor = page.cursor
        const groups = join(store.getState().groups, page.groups)
        const { looked, runs } = page
        store.setState({ groups, rows: countRows(groups), looked, runs })
        if (page.done) return finish(mine)
      }
      store.setState({ phase: 'paused' })
    } catch (thrown) {
      if (!isOld()) store.setState({ phase: 'failed', problem: errorMessage(thrown) })
    }
  }

  /** Counts while the results are read; the first page goes first. */
  async function count(mine: number): Promise<void> {
    const { query } = store.getState()
    const counts = new Map<number, HitCount>()
    let from: string | null = null
    try {
      for (;;) {
        const page: Output<'search.count'> = await client.call('search.count', { query, cursor: from })
        if (mine !== generation) return
        addCounts(counts, page.counts)
        store.setState({ counts: new Map(counts), counted: page.done })
        if (page.done) return
        from = page.cursor
      }
    } catch {
      // What was counted stands as “at least”; the search itself says what is wrong.
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
    /** Starts a search for `query`; an invalid query is not sent. */
    search: (query: string) => {
      generation++
      cursor = null
      wanted = pageSize
      const isValid = query.trim() !== '' && parseQuery(query).problems.length === 0
      store.setState({ query, ...idle, phase: isValid ? 'searching' : 'idle' })
      if (!isValid) return
      const mine = generation
      void work(mine).then(() => {
        if (mine === generation && store.getState().groups.length > 0) void count(mine)
      })
    },
    /** Requests further hits. */
    more: () => {
      const { phase, rows } = store.getState()
      if (phase !== 'paused' && phase !== 'failed') return
      wanted = rows + pageSize
      store.setState({ phase: 'searching', problem: null })
      void work(generation)
    },
    /** Drops the answers to come, and forgets the query, so that the same may be searched for again. */
    stop: () => {
      generation++
      store.setState({ query: '', ...idle })
    },
  }
}

/** Joins pages: a page may start with the run that the previous one ended with. */
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

/** A run whose title, tags or note match counts as a row, too. */
function countRows(groups: readonly SearchGroup[]): number {
  return groups.reduce((sum, group) => sum + group.hits.length + (group.itself ? 1 : 0), 0)
}
