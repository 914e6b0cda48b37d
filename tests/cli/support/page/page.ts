// The least page that uses the bridge as the renderer does: it says what the bridge is before its own first line runs,
// and keeps every push for the tests to look at.

type Bridge = {
  readonly call: (name: string, input: unknown) => Promise<unknown>
  readonly onChanges: (listener: (changes: unknown) => void) => () => void
}

declare global {
  interface Window {
    pushes: unknown[]
  }
}

const bridge: Bridge | undefined = Reflect.get(window, 'runlight')
window.pushes = []
bridge?.onChanges((changes) => window.pushes.push(changes))
const output = document.querySelector('output')
if (output !== null) {
  output.textContent = bridge === undefined ? 'no bridge' : Object.keys(bridge).join(' ')
}

export {}
