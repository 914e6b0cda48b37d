// The credentials of a server. They are written and never read: of a stored one only its presence and its place are shown.

import type { ReactElement } from 'react'
import type { Server } from '../../core/contract/server.ts'
import { useLive } from '../desk/desk-context.ts'
import { Input, TextArea } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { authLabels, authTypes, keepsSecret, type ServerForm } from './server-form-data.ts'

type Props = {
  readonly form: ServerForm
  readonly server: Server | undefined
  readonly problem: string | null
  readonly onChange: (part: Partial<ServerForm>) => void
  readonly onBlur: () => void
}

const labels = {
  bearer: 'Token',
  cookie: 'Cookie header',
  headers: 'Headers, one per line',
} as const

/** The type of credentials, and its field. */
export function AuthFields({ form, server, problem, onChange, onBlur }: Props): ReactElement {
  const keeps = useLive((state) => state.info?.capabilities.keepsSecrets ?? 'session')
  const note = useLive((state) => state.info?.capabilities.secretsNote ?? null)
  const stored = keepsSecret(form, server)
  const where = keeps === 'keychain' ? 'in this computer’s keychain' : 'until Runlight closes'
  const help = [
    stored
      ? `A credential is stored ${where}. Leave this empty to keep it.`
      : `Stored ${where}; it is never shown again.`,
    ...(note === null ? [] : [note]),
  ].join(' ')
  const lost = server?.needsSecret === true && form.secret === ''
  const { auth } = form
  return (
    <>
      <fieldset className="mb-2">
        <legend className="mb-1 font-medium text-ink-2 text-small">Credentials</legend>
        <div className="inline-flex rounded-md bg-hover p-0.5">
          {authTypes.map((type) => (
            <label
              key={type}
              className="flex h-7 items-center rounded-[5px] px-3 text-ink-2 text-small has-checked:bg-overlay has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="auth"
                value={type}
                checked={type === auth}
                onChange={() => onChange({ auth: type, secret: '' })}
                className="sr-only"
              />
              {authLabels[type]}
            </label>
          ))}
        </div>
        {lost && auth !== 'none' && (
          <p className="mt-1.5 text-small text-warn">
            The key store that kept this credential cannot be read any more. Enter it again.
          </p>
        )}
      </fieldset>
      {auth !== 'none' && (
        <LabelledField label={labels[auth]} help={help} problem={problem}>
          {(ids) =>
            auth === 'headers' ? (
              <TextArea
                {...ids}
                rows={2}
                value={form.secret}
                placeholder={stored ? (server?.headerNames.join(', ') ?? '') : 'X-Api-Key: …'}
                className="font-mono text-small!"
                onBlur={onBlur}
                onChange={(event) => onChange({ secret: event.target.value })}
              />
            ) : (
              <Input
                {...ids}
                type="password"
                value={form.secret}
                placeholder={stored ? '••••••••' : ''}
                onBlur={onBlur}
                onChange={(event) => onChange({ secret: event.target.value })}
              />
            )
          }
        </LabelledField>
      )}
    </>
  )
}
