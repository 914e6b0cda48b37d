// The form that adds a hub: its address is asked whether a hub is there before anything is kept, and its window opens then. A link
// can fill it in, and no more.

import { type ReactElement, useState } from 'react'
import { hubHost, readHubAddress } from '../../core/team/hub-address.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useAsking } from '../desk/use-asking.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'

const wholeAddress =
  'This hub lets in whoever has the whole address that it printed: paste that one, with #token= and what follows.'

/** The form. `linked`: the hub of a deep link. */
export function AddHub({ linked }: { readonly linked: string | null }): ReactElement {
  const { actions, client, live } = useDesk()
  const [address, setAddress] = useState(linked ?? '')
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { busy, refusal, forget, ask } = useAsking<'opening'>()
  const host = hostOf(address)

  function change(next: string): void {
    setAddress(next)
    setProblem(null)
    forget()
  }

  async function submit(): Promise<void> {
    const read = readHubAddress(address)
    setProblem('problem' in read ? read.problem : null)
    if ('problem' in read) return
    await ask('opening', async () => {
      const { origin, serves, token } = await client.call('desk.askHub', { address })
      if (serves === 'owner' && token === null) return setProblem(wholeAddress)
      const known = live.getState().settings.hubs.find((hub) => hub.origin === origin)
      const called = name.trim() === '' ? (known?.name ?? hubHost(origin)) : name
      await client.call('desk.saveHub', { origin, name: called })
      await client.call('desk.openHub', { origin, token })
      actions.closeDialog()
    })
  }

  return (
    <form
      noValidate
      aria-label="Add a hub"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="flex flex-col gap-1 border-line border-t px-5 pt-4 pb-4"
    >
      <h3 className="font-semibold">Add a hub</h3>
      <p className="pb-2 text-ink-2 text-small">
        A hub shows the runs of a team, in a window of its own. You sign in there; your own runs stay here.
      </p>
      {linked !== null && (
        <p role="status" className="mb-2 text-balance rounded-md bg-warn/10 px-3 py-2 text-warn">
          A link filled this in. Nothing was asked yet: look at the address before you open it.
        </p>
      )}
      <div className="flex gap-3 max-[640px]:flex-col max-[640px]:gap-2">
        <div className="min-w-0 flex-2">
          <LabelledField
            label="Address"
            problem={problem ?? refusal}
            help={busy === null ? '' : `Asking ${host}…`}
          >
            {(ids) => (
              <Input
                {...ids}
                data-first
                value={address}
                placeholder="https://hub.example.com"
                maxLength={2_048}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </LabelledField>
        </div>
        <div className="min-w-0 flex-1">
          <LabelledField label="Name" optional>
            {(ids) => (
              <Input
                {...ids}
                value={name}
                placeholder={host}
                maxLength={100}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </LabelledField>
        </div>
      </div>
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={actions.closeDialog}>Close</Button>
        <Button variant="primary" type="submit" disabled={busy !== null || address.trim() === ''}>
          Add and open
        </Button>
      </div>
    </form>
  )
}

/** Empty while the address is none. */
function hostOf(address: string): string {
  const read = readHubAddress(address)
  return 'problem' in read ? '' : hubHost(read.origin)
}
