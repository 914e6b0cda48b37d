// The choice of an export format; each says what it is for.

import { BookOpenText, Braces, FileText, type LucideIcon, Radio, Table2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ExportFormat } from '../../core/contract/calls/transcripts.ts'
import { exportFiles } from '../../core/contract/export-files.ts'
import { cx } from '../ui/cx.ts'
import { formatLabels, formatOrder } from './format-export.ts'

const icons: Readonly<Record<ExportFormat, LucideIcon>> = {
  transcript: FileText,
  html: BookOpenText,
  csv: Table2,
  sse: Radio,
  jsonl: Braces,
}

type Props = { readonly value: ExportFormat; readonly onChange: (format: ExportFormat) => void }

/** The formats as radio buttons. */
export function FormatChoice({ value, onChange }: Props): ReactElement {
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="mb-1.5 font-medium text-ink-2 text-small">Format</legend>
      {formatOrder.map((format) => {
        const { name, use } = formatLabels[format]
        const Icon = icons[format]
        const chosen = format === value
        return (
          <label
            key={format}
            className={cx(
              'flex gap-3 rounded-lg px-3 py-2.5 ring-inset transition-colors duration-100',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1',
              chosen ? 'bg-select ring-2 ring-accent' : 'bg-raised ring-1 ring-line hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name="format"
              value={format}
              checked={chosen}
              onChange={() => onChange(format)}
              {...(chosen ? { 'data-first': true } : {})}
              className="sr-only"
            />
            <Icon
              aria-hidden="true"
              size={17}
              className={cx('mt-0.5 shrink-0', chosen ? 'text-accent' : 'text-ink-3')}
            />
            <span className="min-w-0">
              <span className="flex items-baseline justify-between gap-2">
                <span className="font-medium">{name}</span>
                <span className="truncate font-mono text-ink-2 text-tiny">{exportFiles[format].suffix}</span>
              </span>
              <span className="mt-0.5 block text-ink-2 text-small">{use}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
