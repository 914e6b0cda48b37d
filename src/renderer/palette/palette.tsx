// The command palette: every command and every run, found by typing. The filtering is done here and not by the list
// component, so that thousands of runs cost no more than those shown.

import { Command as List } from 'cmdk'
import { Search } from 'lucide-react'
import { type ReactElement, useRef, useState } from 'react'
import { numberMeant } from '../../core/query/number-meant.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import { useDesk, useLive, useRun, useView } from '../desk/desk-context.ts'
import { shownRuns } from '../store/board-list.ts'
import { Dialog } from '../ui/dialog.tsx'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { useActiveOption } from '../ui/use-active-option.ts'
import type { Command } from './command.ts'
import { commandsOf } from './commands.ts'
import { selectionCommands } from './selection-commands.ts'

const maxRuns = 30
const itemClass =
  'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-ink-2 data-[selected=true]:bg-press data-[selected=true]:text-ink'
const groupClass =
  '[&_[cmdk-group-heading]]:truncate [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-tiny [&_[cmdk-group-heading]]:text-ink-3'

/** The palette in its dialog. */
export function Palette(): ReactElement {
  const desk = useDesk()
  const { actions, view } = desk
  const [text, setText] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useActiveOption(list)
  const target = useView((state) => state.open ?? state.cursor)
  const run = useRun(target ?? 0)
  const info = useLive((state) => state.info)
  const me = useLive((state) => state.me)
  const hubs = useLive((state) => state.settings.hubs)
  const words = text.toLowerCase().split(/\s+/)
  const commands = commandsOf({
    actions,
    view,
    info,
    me,
    hubs,
    run,
    selected: selectionCommands(desk),
  }).filter((command) =>
    words.every((word) => `${command.label} ${command.group}`.toLowerCase().includes(word)),
  )
  const number = numberMeant(text)
  const runs = useLive((state) => {
    const fitting = shownRuns(state.runs.values(), {
      view: 'all',
      kind: null,
      server: null,
      text,
      sort: 'newest',
    }).map(({ id }) => id)
    // `#33` is run 33 before those that have 33 somewhere.
    const named = number !== null && state.runs.has(number) ? [number] : []
    return [...named, ...fitting.filter((run) => run !== number)].slice(0, text.trim() === '' ? 5 : maxRuns)
  })

  function choose(action: () => void): void {
    actions.closeDialog()
    action()
  }

  return (
    <Dialog label="Commands" onClose={actions.closeDialog} high className="w-144">
      <List ref={list} label="Commands" shouldFilter={false} loop className="flex min-h-0 flex-col">
        <div className="flex h-12 shrink-0 items-center gap-3 border-line border-b px-4">
          <Search aria-hidden="true" size={15} className="text-ink-3" />
          <List.Input
            data-first
            value={text}
            onValueChange={setText}
            placeholder="Type a command or a run"
            className="h-full flex-1 text-large outline-none"
          />
          <Kbd keys="Esc" />
        </div>
        {/* Outside of the list box, which may hold nothing but options. */}
        <List.Empty className="pt-9.5 pb-6.5 text-center text-ink-3">
          No command and no run fits “{text.trim()}”.
        </List.Empty>
        <List.List className="max-h-96 min-h-0 scroll-py-1.5 overflow-y-auto p-1.5">
          {grouped(commands).map(([group, members]) => (
            <List.Group key={group} heading={group} className={groupClass}>
              {members.map((command) => (
                <List.Item
                  key={command.id}
                  value={command.id}
                  onSelect={() => choose(command.run)}
                  className={itemClass}
                >
                  <command.icon aria-hidden="true" size={15} className="shrink-0 text-ink-3" />
                  <span className="flex-1 truncate">{command.label}</span>
                  {command.keys !== undefined && <Kbd keys={command.keys} />}
                </List.Item>
              ))}
            </List.Group>
          ))}
          {runs.length > 0 && (
            <List.Group heading="Go to a run" className={groupClass}>
              {runs.map((id) => (
                <RunItem key={id} id={id} onSelect={() => choose(() => actions.open(id))} />
              ))}
            </List.Group>
          )}
        </List.List>
      </List>
    </Dialog>
  )
}

function RunItem({
  id,
  onSelect,
}: {
  readonly id: number
  readonly onSelect: () => void
}): ReactElement | null {
  const run = useRun(id)
  if (run === undefined) return null
  return (
    <List.Item value={`run-${id}`} onSelect={onSelect} className={itemClass}>
      <JobGlyph state={run.job.state} percent={run.job.percent} />
      {/* The title gives way last: the glyph says the state as well, and the number tells runs of one title apart. */}
      <UntrustedText text={run.title} className="min-w-0 flex-1 truncate" />
      <span className="shrink-0 text-ink-2 text-small">
        #{run.id}
        <span className="max-[480px]:sr-only">
          {' '}
          · <UntrustedText text={run.server} /> · {jobWordOf(run)}
        </span>
      </span>
    </List.Item>
  )
}

function grouped(commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] {
  return [...Map.groupBy(commands, (command) => command.group)]
}
