// The choice of the server, or of an address.

import type { ReactElement } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { inFirstSpace, useWhyNot } from '../desk/may.ts'
import { Input } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Select } from '../ui/select.tsx'
import type { Draft } from './draft.ts'

type Props = {
  readonly draft: Draft
  /** The kind needs a server; otherwise only its credentials are used. */
  readonly needed: boolean
  readonly problem: string | null
  readonly onChange: (draft: Draft) => void
  readonly onBlur: () => void
}

/** The select of servers, and the field for an address. */
export function ServerPicker({ draft, needed, problem, onChange, onBlur }: Props): ReactElement {
  const servers = useLive((state) => state.servers)
  const { actions } = useDesk()
  const off = useWhyNot('admin', inFirstSpace)
  const typed = needed && draft.serverId === null
  return (
    <div className="grid grid-cols-2 gap-x-4 max-[640px]:grid-cols-1">
      <LabelledField
        label={needed ? 'Server' : 'Credentials of'}
        optional={!needed}
        help={
          off === null && (
            <button
              type="button"
              onClick={() => actions.openDialog({ type: 'servers', edit: 'new' })}
              className="hit rounded-sm underline decoration-edge underline-offset-2 hover:text-ink"
            >
              Add a server with credentials…
            </button>
          )
        }
      >
        {(ids) => (
          <Select
            {...ids}
            aria-invalid={false}
            value={draft.serverId ?? ''}
            onChange={(event) => {
              const { value } = event.target
              onChange({ ...draft, serverId: value === '' ? null : Number(value) })
            }}
          >
            {servers.map((server) => (
              <option key={server.id} value={server.id}>
                {server.name} ({server.baseUrl})
              </option>
            ))}
            <option value="">{needed ? 'Another address' : 'No server'}</option>
          </Select>
        )}
      </LabelledField>
      {typed && (
        <LabelledField label="Address" help="Where the paths of this kind begin." problem={problem}>
          {(ids) => (
            <Input
              {...ids}
              value={draft.baseUrl}
              placeholder="https://api.example.com"
              onBlur={onBlur}
              onChange={(event) => onChange({ ...draft, baseUrl: event.target.value })}
            />
          )}
        </LabelledField>
      )}
    </div>
  )
}
