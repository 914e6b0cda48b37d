// Where the taps listen. An address that other computers can reach is taken only after a second step, which says who can then
// reach what.

import { TriangleAlert } from 'lucide-react'
import { type ReactElement, type ReactNode, useId, useState } from 'react'
import { isOwnAlone, type ListenAddress, readListenAddress } from '../../core/basics/listen-address.ts'
import { tapReach } from '../../core/basics/tap-reach.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useAsking } from '../desk/use-asking.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import type { Taps } from './use-taps.ts'

type Props = {
  readonly taps: Taps
  /** As it is in the settings. */
  readonly listen: string
  /** What stands around the field; what is asked first stands below all of it. */
  readonly around?: (field: ReactElement) => ReactNode
}

/** The field and button. To be drawn anew where `listen` is another. */
export function ListenForm({ taps, listen, around = (field) => field }: Props): ReactElement {
  const { client } = useDesk()
  const [text, setText] = useState(listen)
  const [asked, setAsked] = useState<ListenAddress | null>(null)
  const [invalid, setInvalid] = useState(false)
  const { busy, refusal, forget, ask } = useAsking<'saving'>()
  const id = useId()
  const problem = invalid ? 'Give an address of this computer and a port, such as 127.0.0.1:4319.' : refusal

  const edit = (next: string) => {
    setText(next)
    setAsked(null)
    setInvalid(false)
    forget()
  }
  const set = () =>
    ask('saving', async () => {
      await taps.change(() => client.call('taps.configure', { listen: text.trim() }))
      setAsked(null)
    })
  const submit = () => {
    const address = readListenAddress(text)
    if (address === null) return setInvalid(true)
    if (isOwnAlone(address.host)) return void set()
    setAsked(address)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {around(
        <div className="min-w-0">
          <div className="flex items-center gap-2">
            <Input
              aria-label="Where taps listen"
              aria-describedby={`${id}-problem`}
              aria-invalid={problem !== null}
              value={text}
              maxLength={300}
              className="min-w-0 max-w-56 font-mono text-small!"
              onChange={(event) => edit(event.target.value)}
            />
            <Button type="submit" disabled={busy !== null || asked !== null || text.trim() === listen}>
              Listen there
            </Button>
          </div>
          <p
            id={`${id}-problem`}
            role="alert"
            className={problem === null ? 'sr-only' : 'mt-1 text-bad text-tiny'}
          >
            {problem}
          </p>
        </div>,
      )}
      {asked !== null && (
        <div
          role="alertdialog"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-reach`}
          className="m-2 flex items-start gap-2.5 rounded-lg bg-warn/8 px-3.5 py-2.5 text-small ring-1 ring-line ring-inset"
        >
          <TriangleAlert aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-warn" />
          <div className="min-w-0 flex-1">
            <p id={`${id}-title`} className="font-medium">
              Let other computers in?
            </p>
            <p id={`${id}-reach`} className="text-ink-2 [overflow-wrap:anywhere]">
              {tapReach(
                asked,
                (taps.state?.taps ?? []).map(({ to }) => to),
              )}
            </p>
            <div className="mt-2.5 flex flex-wrap gap-2">
              <Button variant="danger" disabled={busy !== null} onClick={() => void set()}>
                Let them in
              </Button>
              <Button variant="quiet" autoFocus onClick={() => edit(listen)}>
                Keep {listen}
              </Button>
            </div>
          </div>
        </div>
      )}
    </form>
  )
}
