// What a tool was given and what it gave back, as a tree where that is JSON. Of a call that failed, what went wrong comes
// first. All of it is untrusted.

import { type ReactElement, useMemo } from 'react'
import type { Tool } from '../../core/job/job.ts'
import { jobLimits } from '../../core/job/job-limits.ts'
import type { ToolOutcome } from '../../core/job/tools.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { cx } from '../ui/cx.ts'
import { jsonNodes } from '../ui/json-nodes.ts'
import { JsonTree } from '../ui/json-tree.tsx'
import { UntrustedSpans } from '../ui/untrusted-text.tsx'

/** Why there is no result. */
const unsaid: Readonly<Record<ToolOutcome, string>> = {
  writing: 'The call is not made yet.',
  running: 'It has not come yet.',
  completed: 'The stream tells none.',
  failed: 'The stream does not say.',
  called: 'The stream tells none.',
  cut: 'The stream ended before the call was made.',
}

/** The two parts of `tool`. */
export function ToolDetails({
  tool,
  outcome,
}: {
  readonly tool: Tool
  readonly outcome: ToolOutcome
}): ReactElement {
  const { args, argsLength, result } = tool
  const given = (
    <Part
      name="Arguments"
      text={args === '' ? null : args}
      none={outcome === 'writing' ? 'None yet.' : 'None.'}
      cut={
        argsLength > args.length
          ? `cut at ${args.length.toLocaleString('en-US')} of ${argsLength.toLocaleString('en-US')} characters`
          : null
      }
    />
  )
  const back = (
    <Part
      name={outcome === 'failed' ? 'What went wrong' : 'Result'}
      text={result}
      none={unsaid[outcome]}
      cut={
        (result?.length ?? 0) >= jobLimits.toolText
          ? `cut at ${jobLimits.toolText.toLocaleString('en-US')} characters; the log has everything`
          : null
      }
    />
  )
  return (
    <div className="mt-0.5 mb-2 ml-6 flex min-w-0 flex-col gap-2.5 rounded-md bg-raised px-3.5 py-2.5 ring-1 ring-line ring-inset">
      {outcome === 'failed' ? back : given}
      {outcome === 'failed' ? given : back}
    </div>
  )
}

type PartProps = {
  readonly name: string
  readonly text: string | null
  /** Said where there is no text. */
  readonly none: string
  readonly cut: string | null
}

function Part({ name, text, none, cut }: PartProps): ReactElement {
  const tree = useMemo(() => (text === null ? null : jsonNodes(text)), [text])
  return (
    <div className="min-w-0">
      <div className="mb-0.5 flex items-center gap-2 text-ink-3 text-tiny">
        <span>{name}</span>
        {cut !== null && <span className="text-warn">{cut}</span>}
        {text !== null && <CopyButton text={text} label={`Copy ${name.toLowerCase()}`} className="ml-auto" />}
      </div>
      {text === null ? (
        <p className="text-ink-3 text-small">{none}</p>
      ) : tree !== null && tree.members.length > 0 ? (
        // The sign that opens a branch stands before it.
        <div
          className={cx('selectable', tree.members.some(({ node }) => node.type === 'branch') && 'pl-3.5')}
        >
          <JsonTree branch={tree} />
        </div>
      ) : (
        <p
          dir="auto"
          className="selectable max-h-80 overflow-y-auto whitespace-pre-wrap text-small leading-5 [overflow-wrap:anywhere]"
        >
          <UntrustedSpans text={text} />
        </p>
      )}
    </div>
  )
}
