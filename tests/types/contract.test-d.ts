// The types of the contract: a call's name decides its input and its output, for every host alike. Compiled by `npm run
// check`, never run.

import { expectTypeOf, test } from 'vitest'
import type { Call } from '../../src/cli/host/caller.ts'
import type { ErrorData } from '../../src/core/basics/errors.ts'
import type { Rest } from '../../src/core/contract/calls/pages.ts'
import type {
  CallName,
  Changes,
  Handlers,
  Input,
  LogStatus,
  Output,
  RowFilter,
} from '../../src/core/contract/contract.ts'
import type { Answer } from '../../src/core/contract/dispatch.ts'
import type { Server } from '../../src/core/contract/server.ts'
import type { AppSettings } from '../../src/core/contract/settings.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { EventRow, RunSummary } from '../../src/core/run/run.ts'
import type { Client } from '../../src/renderer/store/client.ts'
import type { IsLoose } from './shapes.ts'

declare const call: Client['call']

test('every call has a known input and a known output', () => {
  type Loose = {
    [N in CallName]: true extends IsLoose<Input<N>> | IsLoose<Output<N>> ? N : never
  }[CallName]
  expectTypeOf<Loose>().toBeNever()
})

test('the window and the terminal call by the same types', () => {
  expectTypeOf<Client['call']>().toEqualTypeOf<Call>()
})

test('a name that the contract lacks is no call, and neither is any text', () => {
  // @ts-expect-error
  call('runs.explode', {})
  expectTypeOf<string>().not.toExtend<CallName>()
})

test('the name decides the input', () => {
  // @ts-expect-error
  call('runs.stop', {})
  // @ts-expect-error
  call('runs.stop', { run: '1' })
  // @ts-expect-error
  call('runs.stop', { run: 1, force: true })
  expectTypeOf<Input<'runs.add'>>().toEqualTypeOf<{
    kind: string
    serverId: number | null
    baseUrl: string | null
    params: Record<string, string>
    headers: string | null
    title: string | null
    evenIfWatched: boolean
    retry: boolean
  }>()
})

test('the name decides the output', () => {
  expectTypeOf(call('runs.add', {} as Input<'runs.add'>)).resolves.toEqualTypeOf<{ run: number }>()
  expectTypeOf(call('runs.job', { run: 1 })).resolves.toEqualTypeOf<{
    job: Job
    params: Record<string, string>
  }>()
  expectTypeOf<Output<'events.get'>>().toEqualTypeOf<EventRow>()
  expectTypeOf<Output<'runs.snapshot'>>().toEqualTypeOf<{
    seq: number
    runs: RunSummary[]
    next: number | null
    rest: readonly Rest[]
    servers: Server[]
    log: LogStatus
    settings: AppSettings
  }>()
})

test('what has a default may be left out by the caller and is there for the handler', () => {
  expectTypeOf<Input<'events.window'>['filter']>().toEqualTypeOf<{
    pings: boolean
    query?: string | undefined
    chunks?: 'single' | 'joined' | undefined
    opened?: readonly number[] | undefined
  }>()
  expectTypeOf<Handlers['events.window']>().parameter(0).toHaveProperty('filter').toEqualTypeOf<RowFilter>()
})

test('a setting that does not change is absent, never undefined', () => {
  expectTypeOf<{ theme: 'dark' }>().toExtend<Input<'settings.set'>>()
  expectTypeOf<{ theme: undefined }>().not.toExtend<Input<'settings.set'>>()
})

test('the engine has one handler for each call, and its answer is the output', () => {
  expectTypeOf<keyof Handlers>().toEqualTypeOf<CallName>()
  expectTypeOf<ReturnType<Handlers['runs.add']>>().toEqualTypeOf<
    Output<'runs.add'> | Promise<Output<'runs.add'>>
  >()
})

test('an answer is a value or an error, and nothing of it is read before that is known', () => {
  expectTypeOf<Extract<Answer, { ok: true }>>().toEqualTypeOf<{
    readonly ok: true
    readonly value: unknown
  }>()
  expectTypeOf<Extract<Answer, { ok: false }>>().toEqualTypeOf<{
    readonly ok: false
    readonly error: ErrorData
  }>()
  expectTypeOf<string>().not.toExtend<ErrorData['code']>()
})

test('a push holds what changed; what is done with the log may be absent from it', () => {
  expectTypeOf<Changes>().toExtend<{ seq: number; runs: RunSummary[]; removed: number[] }>()
  expectTypeOf<Changes['servers']>().toEqualTypeOf<Server[] | null>()
  expectTypeOf<Omit<Changes, 'storage'>>().toExtend<Changes>()
})
