// What a command does is loaded when it is asked for: its words, its help and the version need none of it.

type Command = (...args: never) => number | Promise<number>

/** The command `name` of the module that `load` brings, as a function that loads it first. */
export function lazily<N extends string, M extends Readonly<Record<N, Command>>>(
  load: () => Promise<M>,
  name: N,
): (...args: Parameters<M[N]>) => Promise<number> {
  return async (...args) => {
    const command: Command = (await load())[name]
    // They are this very command's.
    return command(...(args as never))
  }
}
