// Jumps in the log: to a time, and to the next or previous error, warning, gap or attempt.

import { ChevronDown, ChevronUp } from 'lucide-react'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import type { Findable } from '../../../core/contract/calls/log.ts'
import { hintOf } from '../../desk/keys.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Input } from '../../ui/input.tsx'
import { jumpTime, timeExamples } from './jump-time.ts'

type Props = {
  /** The time of the present position, epoch ms; `+90s` counts from it. */
  readonly from: number
  readonly onTime: (at: number) => void
  readonly onFind: (what: Exclude<Findable, 'time'>, direction: 'next' | 'previous') => void
}

const targets = [
  { what: 'error', label: 'Error', keys: ['previous-error', 'next-error'] },
  { what: 'warning', label: 'Warning', keys: [] },
  { what: 'gap', label: 'Gap', keys: ['previous-gap', 'next-gap'] },
  { what: 'attempt', label: 'Attempt', keys: [] },
] as const

/** The content of the popover. */
export function JumpPanel({ from, onTime, onFind }: Props): ReactElement {
  const id = useId()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const at = jumpTime(text, from)
    setWrong(at === null)
    if (at !== null) onTime(at)
  }

  return (
    <div className="w-72 p-3">
      <form onSubmit={submit}>
        <label htmlFor={id} className="mb-1 block font-medium text-ink-2 text-small">
          Jump to time
        </label>
        <span className="flex gap-1.5">
          <Input
            id={id}
            autoFocus
            value={text}
            placeholder="12:03:10"
            aria-invalid={wrong}
            aria-describedby={`${id}-line`}
            onChange={(event) => {
              setText(event.target.value)
              setWrong(false)
            }}
            className="h-7"
          />
          <Button type="submit">Go</Button>
        </span>
        <p id={`${id}-line`} className={wrong ? 'mt-1 text-bad text-tiny' : 'mt-1 text-ink-3 text-tiny'}>
          {wrong
            ? `This is no time: write ${timeExamples}.`
            : `Also ${timeExamples.split(', ').slice(1).join(', ')}.`}
        </p>
      </form>
      <ul className="mt-2 border-line border-t pt-2">
        {targets.map(({ what, label, keys: [previous, next] }) => (
          <li key={what} className="flex h-7 items-center text-small">
            <span className="flex-1">{label}</span>
            <IconButton
              label={`Previous ${what}`}
              {...(previous === undefined ? {} : { keys: hintOf(previous) })}
              onClick={() => onFind(what, 'previous')}
            >
              <ChevronUp aria-hidden="true" size={15} />
            </IconButton>
            <IconButton
              label={`Next ${what}`}
              {...(next === undefined ? {} : { keys: hintOf(next) })}
              onClick={() => onFind(what, 'next')}
            >
              <ChevronDown aria-hidden="true" size={15} />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
