// The person’s own redaction patterns: they are settings and apply to every export, also in the terminal.

import { Plus, X } from 'lucide-react'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { patternProblem } from '../../core/transcript/redaction/own-patterns.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'

const maxPatterns = 50

/** The list of patterns, and a field to add one. */
export function CustomPatterns(): ReactElement {
  const { client, live } = useDesk()
  const patterns = useLive((state) => state.settings.redact)
  const [text, setText] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const line = useId()

  async function save(redact: string[]): Promise<boolean> {
    try {
      live.setState({ settings: await client.call('settings.set', { redact }) })
      return true
    } catch (thrown) {
      setProblem(errorMessage(thrown))
      return false
    }
  }

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    event.stopPropagation()
    if (text === null) return
    const found = patternProblem(text)
    setProblem(found)
    if (found !== null) return
    if (patterns.includes(text) || (await save([...patterns, text]))) setText(null)
  }

  return (
    <div className="mt-2.5 flex flex-col gap-1.5">
      <div className="flex min-h-6 flex-wrap items-center gap-1.5">
        <span className="mr-1 text-ink-3 text-small">
          {patterns.length === 0 ? 'No patterns of your own.' : 'Your own patterns, in every export:'}
        </span>
        {patterns.map((pattern) => (
          <span
            key={pattern}
            className="inline-flex h-6 max-w-72 min-w-0 items-center gap-0.5 rounded-sm bg-hover pl-1.5 ring-1 ring-line ring-inset"
          >
            <span className="truncate font-mono text-tiny" title={pattern}>
              {pattern}
            </span>
            <button
              type="button"
              aria-label={`Remove the pattern ${pattern}`}
              onClick={() => void save(patterns.filter((one) => one !== pattern))}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
            >
              <X aria-hidden="true" size={11} />
            </button>
          </span>
        ))}
        {text === null && patterns.length < maxPatterns && (
          <Button size="small" variant="quiet" onClick={() => setText('')}>
            <Plus aria-hidden="true" size={12} />
            Add a pattern
          </Button>
        )}
      </div>
      {text !== null && (
        <form onSubmit={(event) => void add(event)} className="flex items-center gap-1.5">
          <Input
            aria-label="Regular expression"
            aria-describedby={line}
            aria-invalid={problem !== null}
            placeholder="customer-\d+"
            maxLength={500}
            autoFocus
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setProblem(null)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              event.stopPropagation()
              setText(null)
              setProblem(null)
            }}
            className="h-7 flex-1 font-mono text-small!"
          />
          <Button type="submit" disabled={text.trim() === ''}>
            Add
          </Button>
        </form>
      )}
      {(text !== null || problem !== null) && (
        <p
          id={line}
          aria-live="polite"
          className={problem === null ? 'text-ink-3 text-tiny' : 'text-bad text-tiny'}
        >
          {problem ?? 'A regular expression; what it fits is taken out of every text in the file.'}
        </p>
      )}
    </div>
  )
}
