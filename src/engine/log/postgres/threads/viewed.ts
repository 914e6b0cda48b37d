// Functions that read for one viewer at a time, as a thread serves them: what each call names first is the spaces that are seen.

import type { Database, Spaces } from '../read/database.ts'

type Functions = Readonly<Record<string, (...args: never[]) => unknown>>

/** The functions of `F` with the viewer's spaces before their own arguments. */
export type Viewed<F extends Functions> = {
  readonly [N in keyof F]: (spaces: Spaces, ...args: Parameters<F[N]>) => ReturnType<F[N]>
}

export function viewed<F extends Functions>(db: Database, functions: F): Viewed<F> {
  const made = Object.entries(functions).map(([name, act]) => [
    name,
    (spaces: Spaces, ...args: never[]) => db.as(spaces, () => act(...args)),
  ])
  // The names are those of the very object that `F` is the type of.
  return Object.fromEntries(made) as unknown as Viewed<F>
}

/** `remote`, called for who sees `spaces`. */
export function asSeen<F extends Functions>(
  remote: {
    readonly [N in keyof F]: (spaces: Spaces, ...args: Parameters<F[N]>) => Promise<Awaited<ReturnType<F[N]>>>
  },
  spaces: Spaces,
): { readonly [N in keyof F]: (...args: Parameters<F[N]>) => Promise<Awaited<ReturnType<F[N]>>> } {
  const made = (Object.keys(remote) as (keyof F)[]).map((name) => [
    name,
    (...args: Parameters<F[typeof name]>) => remote[name](spaces, ...args),
  ])
  return Object.fromEntries(made) as unknown as ReturnType<typeof asSeen<F>>
}
