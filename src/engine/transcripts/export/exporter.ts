// Makes the bytes of an export, chunk by chunk, from what the log gives of its runs: whoever writes them asks for the next when there
// is room for it. It lives on a thread of the job's own, because a pattern of the person's own may take for ever, and only
// a thread can be ended from outside.

import { RunlightError } from '../../../core/basics/errors.ts'
import { csvHead } from '../../../core/transcript/csv.ts'
import type { Redacted } from '../../../core/transcript/format.ts'
import { readPatterns } from '../../../core/transcript/redaction/own-patterns.ts'
import { createRedactor, noRedaction, type Redactor } from '../../../core/transcript/redaction/redactor.ts'
import type {
  Chunk,
  Exporting,
  ExportMeta,
  ExportSection,
  PatternWatch,
  SectionSource,
} from '../../log/log-export.ts'
import type { AtOnce } from '../../log/port.ts'
import { handOver } from '../../threads/serve.ts'
import { reportFoot, reportHead } from '../report/page.ts'
import { reportSection } from '../report/report-section.ts'
import { createSectionRedaction } from '../sections/redact-section.ts'
import { csvSection, jsonSection, sseSection } from '../sections/text-sections.ts'
import { type Piece, transcriptSection } from '../sections/transcript-section.ts'

const encoder = new TextEncoder()

/** What an export's thread serves. */
export type Exporter = AtOnce<Omit<Exporting, 'end'>> & { readonly close: () => void }

/** UTF-16 units of a chunk, where a single event does not need more. */
const chunkUnits = 2 ** 18

export function createExporter(source: SectionSource, meta: ExportMeta, watch: PatternWatch): Exporter {
  const redactor = redactorOf(meta, watch)
  const redaction = createSectionRedaction(redactor, redactorOf(meta, watch))
  let pieces: Generator<Piece> | null = null

  const open = (section: ExportSection): Generator<Piece> => {
    switch (meta.format) {
      case 'transcript':
        return transcriptSection(source, section, meta, redaction)
      case 'csv':
        return csvSection(source, section, meta, redaction)
      case 'sse':
        return sseSection(source, section, meta, redaction)
      case 'jsonl':
        return jsonSection(source, section, meta, redaction)
      case 'html':
        return reportSection(source, section, meta, redaction)
    }
  }

  return {
    /** What stands before the first section. */
    head: (title: string): Uint8Array => {
      if (meta.format === 'csv') return Buffer.from(csvHead())
      return Buffer.from(meta.format === 'html' ? reportHead(meta, redactor.text(title)) : '')
    },
    begin: (section: ExportSection): void => {
      pieces = open(section)
    },
    /** The next bytes of the section; `done` with its last. */
    next: (): Chunk => {
      const parts: Uint8Array<ArrayBuffer>[] = []
      let text = ''
      let length = 0
      let events = 0
      let done = false
      const closeText = () => {
        if (text !== '') parts.push(encoder.encode(text))
        text = ''
      }
      while (!done && length < chunkUnits) {
        const step = pieces?.next()
        if (step === undefined || step.done === true) {
          done = true
          break
        }
        const piece = step.value
        events += piece.events
        if ('text' in piece) {
          text += piece.text
          length += piece.text.length
        } else {
          closeText()
          parts.push(piece.bytes)
          length += piece.bytes.length
        }
      }
      closeText()
      const bytes = joined(parts)
      return handOver({ bytes, events, done }, [bytes.buffer])
    },
    /** What stands after the last section, and what was redacted in all. */
    foot: (): { bytes: Uint8Array; redacted: Redacted[] } => ({
      bytes: Buffer.from(meta.format === 'html' ? reportFoot(meta, redactor.counts()) : ''),
      redacted: redactor.counts(),
    }),
    close: source.close,
  }
}

function redactorOf({ redact, patterns: sources, secrets }: ExportMeta, watch: PatternWatch): Redactor {
  if (!redact) return noRedaction
  const read = readPatterns(sources)
  if (!read.ok) {
    throw new RunlightError('bad-input', `Your own pattern ${read.index + 1} cannot be used. ${read.problem}`)
  }
  const onPattern = (index: number) => {
    watch[0] = index + 1
    watch[1] = (watch[1] ?? 0) + 1
  }
  return createRedactor({ patterns: read.patterns, secrets, onPattern })
}

/** All of them in one piece of memory of its own. */
function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
