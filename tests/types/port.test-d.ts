// The types of the log's port: every function answers later, with data or null, so that the log may be kept on another
// thread or on another machine. Compiled by `npm run check`, never run.

import { expectTypeOf, test } from 'vitest'
import type { EventRow, RunSummary } from '../../src/core/run/run.ts'
import type { Exporting } from '../../src/engine/log/log-export.ts'
import type { LogReader } from '../../src/engine/log/log-reader.ts'
import type { LogReview, Scrubbed, Sliced } from '../../src/engine/log/log-review.ts'
import type { LogFiles, LogUpkeep } from '../../src/engine/log/log-upkeep.ts'
import type { LogWriter } from '../../src/engine/log/log-writer.ts'
import type { AtOnce, LogAccess } from '../../src/engine/log/port.ts'
import type { Batch, StoredRun } from '../../src/engine/log/rows.ts'
import type { MayBeUndefined, Synchronous } from './shapes.ts'

type Functions = LogReader & LogWriter & LogUpkeep & LogReview

test('every function of the log answers with a promise', () => {
  expectTypeOf<Synchronous<Functions>>().toBeNever()
  expectTypeOf<Synchronous<LogFiles>>().toBeNever()
  expectTypeOf<Synchronous<Exporting>>().toBeNever()
})

test('what is not there is null, never undefined', () => {
  expectTypeOf<MayBeUndefined<Functions>>().toBeNever()
  expectTypeOf<MayBeUndefined<LogFiles>>().toBeNever()
  expectTypeOf<LogReader['run']>().toEqualTypeOf<(run: number) => Promise<StoredRun | null>>()
  expectTypeOf<LogReader['event']>().toEqualTypeOf<(run: number, seq: number) => Promise<EventRow | null>>()
})

test('the log is what reads, writes and is kept, and may be no file', () => {
  expectTypeOf<LogAccess>().toExtend<LogReader & LogWriter & LogUpkeep>()
  expectTypeOf<LogAccess['review']>().toEqualTypeOf<LogReview>()
  expectTypeOf<LogAccess['files']>().toEqualTypeOf<LogFiles | null>()
  expectTypeOf<LogAccess['readOnly']>().toEqualTypeOf<string | null>()
  expectTypeOf<LogAccess['death']>().resolves.toEqualTypeOf<Error>()
})

test('a commit takes a whole batch, and whether it was given before', () => {
  expectTypeOf<LogWriter['commit']>().toEqualTypeOf<(batch: Batch, again?: boolean) => Promise<void>>()
})

test('an implementation may answer at once, with the same arguments and the same values', () => {
  type Reader = AtOnce<LogReader>
  expectTypeOf<keyof Reader>().toEqualTypeOf<keyof LogReader>()
  expectTypeOf<Reader['summaries']>().toEqualTypeOf<() => RunSummary[]>()
  expectTypeOf<Reader['range']>().toEqualTypeOf<(run: number, from: number, limit: number) => EventRow[]>()
})

test('work in slices is a part of the way or a value, and no value is read before it is done', () => {
  expectTypeOf<Sliced<string>>().toEqualTypeOf<
    { readonly done: false; readonly part: number } | { readonly done: true; readonly value: string }
  >()
  expectTypeOf<Scrubbed<string>>().toExtend<Sliced<string>>()
})
