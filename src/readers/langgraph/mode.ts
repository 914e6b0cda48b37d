// The name of an event, taken apart.

export type Mode = {
  readonly mode: string
  /** The nodes whose subgraphs it comes from, outermost first. */
  readonly path: readonly string[]
}

/** `updates|research:6f1c…|search:09ab…` is of the mode `updates` within `research` and `search`. */
export function modeOf(name: string): Mode {
  const [mode = '', ...namespace] = name.split('|')
  return { mode, path: nodesOf(namespace) }
}

/** A namespace names each node with the id of its task, which is another each time. */
export function nodesOf(namespace: readonly string[]): readonly string[] {
  return namespace.map((part) => part.split(':')[0] ?? '').filter((node) => node !== '')
}
