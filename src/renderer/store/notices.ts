// Short messages in the corner: the result of an action. Good news disappears after five seconds, bad news stays until it is
// dismissed. Dialogs show their own problems beside what caused them.

import { createStore } from 'zustand/vanilla'

export type Notice = { readonly id: number; readonly tone: 'plain' | 'bad'; readonly text: string }

const leavesAfterMs = 5_000
const maxShown = 4

/** The notices on the screen, oldest first. */
export function createNotices() {
  let last = 0
  const store = createStore<readonly Notice[]>(() => [])

  function dismiss(id: number): void {
    store.setState(
      store.getState().filter((notice) => notice.id !== id),
      true,
    )
  }

  function show(text: string, tone: Notice['tone'] = 'plain'): void {
    const id = ++last
    const others = store.getState().filter((notice) => notice.text !== text)
    store.setState([...others, { id, tone, text }].slice(-maxShown), true)
    if (tone === 'plain') setTimeout(() => dismiss(id), leavesAfterMs)
  }

  return { store, show, dismiss }
}

export type Notices = ReturnType<typeof createNotices>
