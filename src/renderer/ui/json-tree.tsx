// JSON as a tree whose branches open and close, in the browser's own <details>. The names and values in it are untrusted.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { JsonBranch, JsonNode } from './json-nodes.ts'
import { keyByIndex } from './key-by-index.ts'
import { UntrustedSpans, UntrustedText } from './untrusted-text.tsx'

const maxMembers = 100
/** Branches down to this depth are open at first, where they are short. */
const openDepth = 2
const shortBranch = 12

/** The members of `branch`, one a line. */
export function JsonTree({
  branch,
  depth = 0,
}: {
  readonly branch: JsonBranch
  readonly depth?: number
}): ReactElement {
  const more = branch.members.length - maxMembers
  return (
    <ul className="flex min-w-0 flex-col text-small leading-5">
      {keyByIndex(branch.members.slice(0, maxMembers)).map(({ key, item: { name, node } }) => (
        <li key={key} className="min-w-0">
          <Member name={name} node={node} depth={depth} isListed={branch.list} />
        </li>
      ))}
      {more > 0 && <li className="text-ink-3">and {formatCount(more, 'more', 'more')}</li>}
    </ul>
  )
}

type MemberProps = {
  readonly name: string
  readonly node: JsonNode
  readonly depth: number
  /** In an array the name is a position. */
  readonly isListed: boolean
}

function Member({ name, node, depth, isListed }: MemberProps): ReactElement {
  const label = (
    <span className="text-ink-3">{isListed ? `${Number(name) + 1}.` : <UntrustedText text={name} />}</span>
  )
  if (node.type === 'leaf') {
    return (
      <span className="flex items-baseline gap-2">
        <span className="max-w-[40%] shrink-0 truncate">{label}</span>
        <span
          dir="auto"
          className={
            node.of === 'text' ? 'min-w-0 [overflow-wrap:anywhere]' : 'min-w-0 text-accent tabular-nums'
          }
        >
          <UntrustedSpans text={node.text} />
        </span>
      </span>
    )
  }
  if (node.members.length === 0) {
    return (
      <span className="flex gap-2">
        {label} <span className="text-ink-3">{node.list ? 'empty list' : 'empty'}</span>
      </span>
    )
  }
  const size = formatCount(
    node.members.length,
    node.list ? 'entry' : 'field',
    node.list ? 'entries' : 'fields',
  )
  return (
    <details open={depth < openDepth && node.members.length <= shortBranch}>
      <summary className="-ml-4 flex min-h-6 items-center gap-2 rounded-sm pl-4 hover:bg-hover before:-ml-3.5 before:w-2.5 before:text-ink-3 before:content-['▸'] in-open:before:content-['▾']">
        {label} <span className="text-ink-3 text-tiny">{size}</span>
      </summary>
      <div className="ml-1 border-line border-l pl-4">
        <JsonTree branch={node} depth={depth + 1} />
      </div>
    </details>
  )
}
