// The form of one server: name, address, credentials, certificate and proxy. Testing sends one request and shows the result
// in words.

import { ChevronRight } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import type { Server } from '../../core/contract/server.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { inFirstSpace, useWhyNot } from '../desk/may.ts'
import { useAsking } from '../desk/use-asking.ts'
import { Button } from '../ui/button.tsx'
import { Input, TextArea } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { RemoveButton } from '../ui/remove-button.tsx'
import { TestAnswer } from '../ui/test-answer.tsx'
import { AuthFields } from './auth-fields.tsx'
import { type ServerForm, serverDraft, serverForm, serverProblems } from './server-form-data.ts'

type Props = {
  /** Undefined for a new one. */
  readonly server: Server | undefined
  readonly onDone: (saved: Server) => void
  readonly onRemoved: () => void
}

/** The form with its buttons. */
export function ServerFormView({ server, onDone, onRemoved }: Props): ReactElement {
  const { client } = useDesk()
  const inTeam = useLive((state) => state.me !== null)
  const off = useWhyNot('admin', server ?? inFirstSpace)
  const [form, setForm] = useState(() => serverForm(server))
  const [shown, setShown] = useState<ReadonlySet<keyof ServerForm>>(new Set())
  const [test, setTest] = useState<Output<'servers.test'> | null>(null)
  const { busy, refusal, refused, forget, ask: askEngine } = useAsking<'saving' | 'testing'>()

  const problems = serverProblems(form, server)
  const problemOf = (name: keyof ServerForm) =>
    shown.has(name) ? (problems[name] ?? refused[name] ?? null) : null
  const leave = (name: keyof ServerForm) => setShown((known) => new Set(known).add(name))
  function change(part: Partial<ServerForm>): void {
    setForm((known) => ({ ...known, ...part }))
    setTest(null)
    forget()
  }

  async function ask(what: 'saving' | 'testing', act: () => Promise<void>): Promise<void> {
    if (off !== null) return
    setShown(new Set(['name', 'baseUrl', 'secret', 'caPem', 'proxyUrl']))
    if (Object.keys(problems).length === 0) await askEngine(what, act)
  }

  const remove = async (id: number) => {
    await client.call('servers.remove', { id })
    onRemoved()
  }
  const save = () =>
    ask('saving', async () => {
      onDone(await client.call('servers.save', serverDraft(form)))
    })
  const tryOut = () =>
    ask('testing', async () => {
      setTest(await client.call('servers.test', serverDraft(form)))
    })

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      className="flex min-h-0 min-w-0 flex-1 flex-col max-[640px]:flex-none"
    >
      <div className="flex min-h-96 flex-col gap-2 overflow-y-auto px-5 py-4 max-[640px]:min-h-0 max-[640px]:overflow-visible">
        <LabelledField
          label="Name"
          problem={problemOf('name')}
          help="As you call it: local, staging, production."
        >
          {(ids) => (
            <Input
              {...ids}
              data-first
              value={form.name}
              maxLength={100}
              onBlur={() => leave('name')}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </LabelledField>
        <LabelledField
          label="Base URL"
          problem={problemOf('baseUrl')}
          help="Where the paths of the kinds begin."
        >
          {(ids) => (
            <Input
              {...ids}
              value={form.baseUrl}
              placeholder="https://api.example.com"
              onBlur={() => leave('baseUrl')}
              onChange={(event) => change({ baseUrl: event.target.value })}
            />
          )}
        </LabelledField>
        <AuthFields
          form={form}
          server={server}
          problem={problemOf('secret')}
          onChange={change}
          onBlur={() => leave('secret')}
        />
        <Advanced form={form} problemOf={problemOf} onChange={change} onLeave={leave} />
      </div>
      <footer className="flex shrink-0 flex-col gap-3 border-line border-t px-5 py-3.5">
        <TestAnswer
          waiting={busy === 'testing' ? 'Asking the server…' : null}
          answer={test === null ? null : { ...test, good: test.reachable }}
          refusal={refusal}
          badTone="warn"
        />
        <div className="flex flex-wrap items-center gap-2">
          {off !== null && <p className="basis-full text-ink-2 text-small">{off}</p>}
          {server !== undefined && off === null && (
            <RemoveButton words="Remove it with its credentials" remove={() => remove(server.id)} />
          )}
          <span className="flex-1" />
          {/* A hub connects to nothing. */}
          {!inTeam && (
            <Button onClick={tryOut} disabled={busy !== null}>
              Test the connection
            </Button>
          )}
          <Button variant="primary" type="submit" off={off} disabled={busy !== null}>
            Save
          </Button>
        </div>
      </footer>
    </form>
  )
}

type AdvancedProps = {
  readonly form: ServerForm
  readonly problemOf: (name: keyof ServerForm) => string | null
  readonly onChange: (part: Partial<ServerForm>) => void
  readonly onLeave: (name: keyof ServerForm) => void
}

function Advanced({ form, problemOf, onChange, onLeave }: AdvancedProps): ReactElement {
  const [open, setOpen] = useState(form.caPem !== '' || form.proxyUrl !== '')
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group/more">
      <summary className="flex min-h-6 w-fit items-center gap-1 rounded-sm font-medium text-ink-2 text-small hover:text-ink">
        <ChevronRight
          aria-hidden="true"
          size={13}
          className="transition-transform group-open/more:rotate-90"
        />
        Certificate and proxy
      </summary>
      <div className="mt-3 flex flex-col gap-2">
        <LabelledField
          label="Certificate authority"
          optional
          problem={problemOf('caPem')}
          help="In PEM form; trusted for this server, beside the system’s own."
        >
          {(ids) => (
            <TextArea
              {...ids}
              rows={3}
              value={form.caPem}
              placeholder="-----BEGIN CERTIFICATE-----"
              className="font-mono text-small!"
              onBlur={() => onLeave('caPem')}
              onChange={(event) => onChange({ caPem: event.target.value })}
            />
          )}
        </LabelledField>
        <LabelledField
          label="Proxy"
          optional
          problem={problemOf('proxyUrl')}
          help="Requests to this server go through it."
        >
          {(ids) => (
            <Input
              {...ids}
              value={form.proxyUrl}
              placeholder="http://proxy.example.com:8080"
              onBlur={() => onLeave('proxyUrl')}
              onChange={(event) => onChange({ proxyUrl: event.target.value })}
            />
          )}
        </LabelledField>
      </div>
    </details>
  )
}
