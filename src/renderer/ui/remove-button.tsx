// A button that removes something, after a second one that says what is lost. Where it could not be removed the sentence stands
// beside the buttons, so that it can be tried again.

import { type ReactElement, useState } from 'react'
import { errorMessage } from '../store/client.ts'
import { Button } from './button.tsx'

/** `words` are those of the second button; `remove` rejects where nothing was removed. */
export function RemoveButton({
  words,
  remove,
}: {
  readonly words: string
  readonly remove: () => Promise<void>
}): ReactElement {
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function tryIt(): Promise<void> {
    setProblem(null)
    try {
      await remove()
    } catch (thrown) {
      setProblem(errorMessage(thrown))
    }
  }

  const leave = () => {
    setAsked(false)
    setProblem(null)
  }
  if (!asked)
    return (
      <Button variant="quiet" onClick={() => setAsked(true)}>
        Remove…
      </Button>
    )
  return (
    <>
      <Button variant="danger" onClick={tryIt}>
        {words}
      </Button>
      <Button variant="quiet" onClick={leave}>
        Keep it
      </Button>
      {problem !== null && (
        <p role="alert" className="w-full text-bad text-small">
          {problem}
        </p>
      )}
    </>
  )
}
