// The calls about rules and alerts.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Preview } from '../../core/alerts/preview.ts'
import { RunlightError } from '../../core/basics/errors.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import { asksPerson } from '../../core/run/marks.ts'
import type { AlertJudge } from '../alerts/alerts.ts'
import type { ChannelBook } from '../alerts/outward/channel-book.ts'
import type { Commands } from '../alerts/outward/commands-file.ts'
import { checkDraft, sameMeaning } from '../alerts/rule-book.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import { shownChannel } from './channels.ts'

/** What the calls ask of alerts, whoever judges. */
export type AlertsAsked = Pick<
  AlertJudge,
  'rules' | 'rulesChanged' | 'acknowledge' | 'snooze' | 'unsnooze'
> & {
  readonly book: Pick<AlertJudge['book'], 'get' | 'all'>
  readonly outbox: Pick<AlertJudge['outbox'], 'settled'>
  readonly courier: Pick<AlertJudge['courier'], 'last' | 'waiting' | 'wake'>
}

type Deps = {
  readonly judge: AlertsAsked
  readonly log: LogAccess
  readonly board: Pick<BoardCalls, 'isAside' | 'summary' | 'find' | 'mark'>
  readonly channels: ChannelBook
  /** What may be run here; null where nothing may. */
  readonly commands: () => Commands | null
  readonly clock: Clock
}

/** A preview is worked at for so long before it is said how far it is. */
const aWhileMs = 250

/** A preview that is under way tells how far it is, and nothing else. */
const nothingYet: Preview = {
  part: 0,
  firings: 0,
  runs: 0,
  looked: 0,
  left: 0,
  from: null,
  would: [],
  cannot: null,
}

type AlertCalls = Pick<
  Handlers,
  | 'alerts.rules'
  | 'alerts.saveRule'
  | 'alerts.removeRule'
  | 'alerts.preview'
  | 'alerts.list'
  | 'alerts.acknowledge'
  | 'alerts.snooze'
  | 'alerts.unsnooze'
>

export function alertCallsOf({ judge, log, board, channels, commands, clock }: Deps): AlertCalls {
  const { rules } = judge

  const find = async (id: number): Promise<Alert[]> => {
    const open = judge.book.get(id)
    if (open !== null) return [open]
    const filter = { run: null, types: [], rule: null, open: false, since: null, before: id + 1, limit: 1 }
    return (await log.alerts(filter)).filter((alert) => alert.id === id)
  }

  return {
    'alerts.rules': async () => {
      const known = commands()
      return {
        rules: [...rules.rules()],
        channels: channels
          .list()
          .map((channel) => shownChannel(channel, { channels, courier: judge.courier })),
        snoozes: [...rules.snoozes()],
        fired: await log.lastFired(),
        commands: [...(known?.commands.keys() ?? [])],
        commandsProblem: known?.problem ?? null,
      }
    },
    'alerts.saveRule': async ({ id, rule }) => {
      const before = id === null ? null : rules.get(id)
      const saved = await rules.save(id, rule)
      await judge.rulesChanged(before !== null && !sameMeaning(before, rule) ? [saved.id] : [])
      return saved
    },
    'alerts.removeRule': async ({ id }) => {
      await rules.remove(id)
      await judge.rulesChanged([id])
      return {}
    },
    'alerts.preview': async ({ rule }) => {
      checkDraft(rule)
      for (const until = performance.now() + aWhileMs; ; ) {
        const step = await log.review.preview(rule, clock.now())
        if (step.done) return step.value
        if (performance.now() > until) return { ...nothingYet, part: step.part }
      }
    },
    'alerts.list': async ({ limit, ...filter }) => {
      const alerts = await log.alerts({ ...filter, limit: limit + 1 })
      const shown = alerts.slice(0, limit).filter(({ run }) => run === null || !board.isAside(run))
      return { alerts: shown, more: alerts.length > limit, now: clock.now() }
    },
    'alerts.acknowledge': async ({ alerts, note }) => {
      const found = (await Promise.all(alerts.map(find))).flat()
      if (found.length === 0) throw new RunlightError('not-found', 'There is no such alert any more.')
      const runs = judge.acknowledge(found, note)
      for (const id of runs) {
        const run = board.find(id)
        if (run !== undefined && asksPerson(run) && run.marks.acknowledgedAt === null)
          await board.mark(id, { acknowledged: true })
      }
      await judge.outbox.settled()
      return {}
    },
    'alerts.snooze': async ({ what, until }) => {
      if (what.type === 'run') board.summary(what.run)
      await judge.snooze(what, until)
      return {}
    },
    'alerts.unsnooze': async ({ what }) => {
      await judge.unsnooze([what])
      return {}
    },
  }
}
