// Events as Electron emits them to listeners in the main process: the first argument is an object that can prevent what
// would happen by default.

export type PreventableEvent<T extends object = object> = T & {
  readonly preventDefault: () => void
  readonly defaultPrevented: boolean
}

export function createEvent<T extends object>(details: T): PreventableEvent<T> {
  let prevented = false
  return Object.defineProperties(
    { ...details },
    {
      preventDefault: { value: () => (prevented = true) },
      defaultPrevented: { get: () => prevented },
    },
  ) as PreventableEvent<T>
}
