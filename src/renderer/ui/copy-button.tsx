// A value that a click copies. It says so when it has, and when it could not.

import { Check, Copy } from 'lucide-react'
import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { cx } from './cx.ts'

type Props = {
  readonly text: string
  readonly label: string
  readonly children?: ReactNode
  readonly className?: string
}

/** Copies `text` on click; `label` says what it is. With `children` they are the button, without it is an icon. */
export function CopyButton({ text, label, children, className }: Props): ReactElement {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), 1_500)
    return () => clearTimeout(timer)
  }, [said])

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('copied'),
      () => setSaid('failed'),
    )
  const Icon = said === 'copied' ? Check : Copy
  return (
    <button
      type="button"
      title={said === 'failed' ? 'The clipboard refused. Select the text and copy it.' : label}
      aria-label={said === 'copied' ? 'Copied' : label}
      onClick={copy}
      className={cx('group/copy inline-flex min-w-0 items-center gap-1.5 rounded-sm text-left', className)}
    >
      {children}
      <Icon
        aria-hidden="true"
        size={13}
        className={cx(
          'shrink-0 transition-opacity',
          said === 'copied' ? 'text-ok' : said === 'failed' ? 'text-bad' : 'text-ink-3',
          children !== undefined &&
            said === null &&
            'opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100',
        )}
      />
    </button>
  )
}
