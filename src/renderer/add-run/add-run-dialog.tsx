// The dialog that adds runs: a pasted URL or id fills in the form, or a kind is chosen by hand. The form is drawn from the
// fields that the kind declares.

import { Link2 } from 'lucide-react'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { inFirstSpace, useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { Address, Fields } from './add-run-parts.tsx'
import { withKind } from './draft.ts'
import { KindPicker } from './kind-picker.tsx'
import { MoreSettings } from './more-settings.tsx'
import { OutcomeList } from './outcome-list.tsx'
import { readPaste } from './paste.ts'
import { PasteMatches } from './paste-matches.tsx'
import { SecretHeaders } from './secret-headers.tsx'
import { useAddRun } from './use-add-run.ts'
import { usePaste } from './use-paste.ts'

type Props = {
  /** The URL of a deep link. */
  readonly linked: string | null
  /** The run whose request fills in the form. */
  readonly like: number | null
}

/** The dialog. */
export function AddRunDialog({ linked, like }: Props): ReactElement {
  const { actions } = useDesk()
  const [pasted, setPasted] = useState(linked ?? '')
  const form = useAddRun(like)
  const paste = usePaste(pasted, form.draft, form.change, () => setPasted(''))
  const [sent, setSent] = useState(0)
  const ref = useRef<HTMLFormElement>(null)
  const { draft, kind, outcomes } = form
  const server = useLive((state) =>
    kind?.needsServer === true ? state.servers.find(({ id }) => id === draft?.serverId) : undefined,
  )
  const off = useWhyNot('operator', server ?? inFirstSpace)
  const read = readPaste(pasted)
  const wrong = read.type === 'wrong' ? read.problem : null

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wrong is told when it was sent, and when it was refused
  useEffect(() => {
    if (sent > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [sent, outcomes])

  return (
    // Of one height, so that nothing moves under the pointer while the form changes.
    <Dialog label="Add a run" onClose={actions.closeDialog} className="h-152 w-160">
      <DialogTitle onClose={actions.closeDialog}>Add a run</DialogTitle>
      <form
        ref={ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setSent((times) => times + 1)
          // A request that is being read is not what the form holds yet.
          if (off === null && wrong === null && read.type !== 'request') form.submit()
        }}
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">
          {linked !== null && (
            <p role="status" className="rounded-md bg-warn/10 px-3 py-2 text-warn">
              A link filled this in. Nothing was asked yet: look at the address before you watch it.
            </p>
          )}
          <PasteField value={pasted} wrong={wrong !== null} onChange={setPasted} />
          <PasteMatches
            id={pasteLineId}
            paste={paste}
            kinds={form.kinds}
            draft={draft}
            onChoose={form.change}
          />
          {draft === null || kind === undefined ? (
            <p className="animate-late text-ink-3">Asking the engine which kinds there are…</p>
          ) : (
            <>
              <KindPicker
                kinds={form.kinds}
                chosen={kind.id}
                onChoose={(next) => form.change(withKind(draft, kind, next))}
              />
              {kind.needsServer && <Address form={form} />}
              <Fields form={form} fields={form.fields.filter((field) => field.advanced !== true)} />
              <SecretHeaders draft={draft} onChange={form.change} />
              <MoreSettings form={form} />
            </>
          )}
        </div>
        <footer className="flex shrink-0 flex-col gap-3 border-line border-t px-5 py-3.5">
          {form.outcomes.length > 0 && (
            <OutcomeList outcomes={form.outcomes} onOpen={form.open} onTwice={form.addTwice} />
          )}
          <div className="flex flex-wrap items-center justify-end gap-2">
            {off !== null && <p className="mr-auto min-w-0 text-ink-2 text-small">{off}</p>}
            <Button onClick={actions.closeDialog}>{form.added ? 'Close' : 'Cancel'}</Button>
            {!form.added && (
              <Button variant="primary" type="submit" off={off} disabled={form.busy || kind === undefined}>
                {submitLabel(form.requests.length, kind?.generates === true)}
              </Button>
            )}
          </div>
        </footer>
      </form>
    </Dialog>
  )
}

/** For a kind whose request starts work, the button says so. */
function submitLabel(runs: number, generates: boolean): string {
  const verb = generates ? 'Start and watch' : 'Watch'
  return runs > 1 ? `${verb} ${runs} runs` : verb
}

const pasteLineId = 'paste-line'

function PasteField({
  value,
  wrong,
  onChange,
}: {
  readonly value: string
  readonly wrong: boolean
  readonly onChange: (value: string) => void
}): ReactElement {
  return (
    <div className="relative">
      <Link2 aria-hidden="true" size={16} className="absolute top-3 left-3.5 text-ink-3" />
      <textarea
        data-first
        rows={1}
        aria-label="Paste a URL or an id, or a copied request"
        aria-describedby={pasteLineId}
        aria-invalid={wrong}
        placeholder="Paste a URL, an id, or a request: curl, fetch, HTTP, HAR"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
        className="block max-h-32 min-h-10 w-full resize-none rounded-lg bg-raised py-2.5 pr-3 pl-10 text-base ring-1 ring-edge ring-inset aria-invalid:ring-bad [field-sizing:content]"
      />
    </div>
  )
}
