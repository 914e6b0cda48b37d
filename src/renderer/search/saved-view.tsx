// Saving the present search under a name, and renaming or deleting a saved one.

import { Bookmark, BookmarkCheck, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactElement, useState } from 'react'
import { parseQuery } from '../../core/query/parse.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Input } from '../ui/input.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const maxNameLength = 80

/** The buttons for `query`; nothing while it is empty or invalid. */
export function SavedView({ query }: { readonly query: string }): ReactElement | null {
  const { actions } = useDesk()
  const saved = useLive(
    (state) => state.settings.views.find((one) => one.query === query.trim())?.name ?? null,
  )
  const [naming, setNaming] = useState<string | null>(null)
  if (query.trim() === '' || parseQuery(query).problems.length > 0) return null
  if (naming !== null) {
    const submit = (event: FormEvent) => {
      event.preventDefault()
      const name = naming.trim()
      if (name === '') return
      if (saved === null) void actions.saveView(name, query.trim())
      else void actions.renameView(saved, name)
      setNaming(null)
    }
    return (
      <form onSubmit={submit} className="flex flex-wrap items-center gap-1.5">
        <Input
          aria-label="Name of the view"
          placeholder="Name of the view"
          maxLength={maxNameLength}
          autoFocus
          value={naming}
          onChange={(event) => setNaming(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setNaming(null)
          }}
          className="h-7 w-44"
        />
        <Button type="submit" variant="primary" disabled={naming.trim() === ''}>
          Save
        </Button>
        <Button variant="quiet" onClick={() => setNaming(null)}>
          Cancel
        </Button>
      </form>
    )
  }
  if (saved === null) {
    return (
      <Button variant="quiet" size="small" onClick={() => setNaming('')}>
        <Bookmark aria-hidden="true" size={13} />
        Save as view
      </Button>
    )
  }
  return (
    <span className="flex min-w-0 shrink-0 items-center gap-0.5">
      <span className="flex min-w-0 max-w-52 items-center gap-1.5 pr-1 text-ink-2 text-small">
        <BookmarkCheck aria-hidden="true" size={13} className="shrink-0 text-accent" />
        <span className="truncate">
          <UntrustedText text={saved} />
        </span>
      </span>
      <IconButton label={`Rename the view ${saved}`} onClick={() => setNaming(saved)}>
        <Pencil aria-hidden="true" size={13} />
      </IconButton>
      <IconButton label={`Delete the view ${saved}`} onClick={() => actions.deleteView(saved)}>
        <Trash2 aria-hidden="true" size={13} />
      </IconButton>
    </span>
  )
}
