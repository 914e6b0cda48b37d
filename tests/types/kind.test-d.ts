// The types that a kind is declared by: what it must say, what it may leave out, and that it can only read what every kind
// shares. Compiled by `npm run check`, never run.

import { expectTypeOf, test } from 'vitest'
import type { Reading } from '../../src/core/job/reading.ts'
import type { Field, Kind, Params, Settings, StreamEvent, StreamRequest } from '../../src/core/kind/kind.ts'
import type { Optional } from './shapes.ts'

test('a kind says everything but whether it guesses, and what it takes and ends by beside its own events', () => {
  expectTypeOf<Optional<Kind>>().toEqualTypeOf<'guesses' | 'takesReader' | 'endsWell' | 'settingsOf'>()
  expectTypeOf<keyof Kind>().toEqualTypeOf<
    | 'id'
    | 'label'
    | 'icon'
    | 'description'
    | 'needsServer'
    | 'fields'
    | 'urlPatterns'
    | 'title'
    | 'request'
    | 'settingsOf'
    | 'read'
    | 'takesReader'
    | 'endsWell'
    | 'observes'
    | 'guesses'
    | 'repeats'
    | 'beatMs'
    | 'timeLimitMs'
  >()
})

test('a kind reads one event, and makes readings of it and nothing else', () => {
  expectTypeOf<Kind['read']>().toEqualTypeOf<
    (event: StreamEvent, params: Params, chosen?: string) => readonly Reading[]
  >()
  expectTypeOf<() => [{ type: 'fact'; name: string; value: string }]>().toExtend<Kind['read']>()
  expectTypeOf<() => [{ type: 'fact'; name: string }]>().not.toExtend<Kind['read']>()
  expectTypeOf<() => [{ type: 'joke'; name: string }]>().not.toExtend<Kind['read']>()
  expectTypeOf<() => Promise<Reading[]>>().not.toExtend<Kind['read']>()
})

test('the words that kinds share are these', () => {
  expectTypeOf<Reading['type']>().toEqualTypeOf<
    | 'ping'
    | 'status'
    | 'progress'
    | 'stage'
    | 'log'
    | 'item'
    | 'text'
    | 'tool'
    | 'called'
    | 'usage'
    | 'reader'
    | 'check'
    | 'fact'
    | 'times'
    | 'outcome'
    | 'terminal'
    | 'unreadable'
  >()
})

test('a kind makes a request of settings and of the last event id, if there is one', () => {
  expectTypeOf<Kind['request']>().toEqualTypeOf<
    (settings: Settings, resumeFrom: string | null) => StreamRequest
  >()
  expectTypeOf<StreamRequest['method']>().toEqualTypeOf<string>()
})

test('a parameter is text, and may not have been given', () => {
  expectTypeOf((params: Params) => params.topic).returns.toEqualTypeOf<string | undefined>()
})

test('a field of the form is of a known type, and its name, words and default are always said', () => {
  expectTypeOf<Field['type']>().toEqualTypeOf<
    'text' | 'integer' | 'url' | 'multiline' | 'choice' | 'switch' | 'headers' | 'lines' | 'queries'
  >()
  expectTypeOf<Optional<Field>>().toEqualTypeOf<
    | 'placeholder'
    | 'choices'
    | 'min'
    | 'max'
    | 'pattern'
    | 'template'
    | 'when'
    | 'needed'
    | 'many'
    | 'advanced'
  >()
})

test('what a kind declares is not changed by whoever reads it', () => {
  expectTypeOf<Kind>().toEqualTypeOf<Readonly<Kind>>()
  expectTypeOf<Kind['fields']>().toEqualTypeOf<readonly Field[]>()
  expectTypeOf<Params>().toEqualTypeOf<Readonly<Record<string, string>>>()
})
