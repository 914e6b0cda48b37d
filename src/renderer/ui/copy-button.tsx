// A button that copies a value on click, and shows whether that worked.

import { Check, Copy } from 'lucide-react'
import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { cx } from './cx.ts'

type Props = {
  readonly text: string
  readonly label: string
  readonly children?: ReactNode
  readonly onCopied?: () => void
  readonly className?: string
}

/** Copies `text` on click; `label` says what it is. The button shows `children` and an icon, or the icon alone. */
export function CopyButton({ text, label, children, onCopied, className }: Props): ReactElement {
  const [result, setResult] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (result === null) return
    const timer = setTimeout(() => setResult(null), 1_500)
    return () => clearTimeout(timer)
  }, [result])

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        setResult('copied')
        onCopied?.()
      },
      () => setResult('failed'),
    )
  const Icon = result === 'copied' ? Check : Copy
  return (
    <button
      type="button"
      title={result === 'failed' ? 'The clipboard refused. Select the text and copy it.' : label}
      onClick={copy}
      className={cx(
        'group/copy hit inline-flex min-w-0 items-center gap-1.5 rounded-sm text-left',
        className,
      )}
    >
      <span className="sr-only select-none">{result === 'copied' ? 'Copied' : label}</span>
      {children}
      <Icon
        aria-hidden="true"
        size={13}
        className={cx(
          'shrink-0 transition-opacity',
          result === 'copied' ? 'text-ok' : result === 'failed' ? 'text-bad' : 'text-ink-3',
          children !== undefined &&
            result === null &&
            'opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100',
        )}
      />
    </button>
  )
}
