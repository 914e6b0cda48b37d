// Questions about types that the tests of types ask.

type IsAny<T> = 0 extends 1 & T ? true : false

/** Whether `T` says nothing: `any`, `unknown` or `never`. */
export type IsLoose<T> =
  IsAny<T> extends true ? true : unknown extends T ? true : [T] extends [never] ? true : false

/** The names of `T`'s functions that do not answer with a promise. */
export type Synchronous<T> = {
  [N in keyof T]: T[N] extends (...args: never) => Promise<unknown> ? never : N
}[keyof T]

/** The names of `T`'s functions whose promise may resolve to undefined as one of its values. */
export type MayBeUndefined<T> = {
  [N in keyof T]: T[N] extends (...args: never) => Promise<infer R>
    ? [Extract<R, undefined>] extends [never]
      ? never
      : N
    : never
}[keyof T]

/** The names of `T` that may be absent. */
export type Optional<T> = { [N in keyof T]-?: Record<never, never> extends Pick<T, N> ? N : never }[keyof T]
