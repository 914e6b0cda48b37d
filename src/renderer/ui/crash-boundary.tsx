// Catches an error thrown while drawing and shows a message with a way on, instead of a blank window. A class, because React
// requires one.

import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'

type Props = { readonly children: ReactNode }

/** Draws `children`; after an error in them, says so and offers to reload the window. */
export class CrashBoundary extends Component<Props, { readonly crashed: boolean }> {
  override readonly state = { crashed: false }

  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true }
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children
    return (
      <main role="alert" className="flex h-full flex-col items-center justify-center gap-4 text-center">
        <h1 className="font-semibold text-large">This window could not be drawn.</h1>
        <p className="max-w-96 text-ink-2">
          Your runs go on and the log is safe: only what you see here failed. Open the window anew to go on.
        </p>
        <Button variant="primary" onClick={() => window.location.reload()}>
          Open the window anew
        </Button>
      </main>
    )
  }
}
