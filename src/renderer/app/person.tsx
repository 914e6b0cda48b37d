// Who is signed in, and what they may do here: their initials in the top bar, and behind these their name, their roles and the
// way out.

import { LogOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { roleAnywhere, roleIn } from '../../core/team/roles.ts'
import { useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The hub's own page, which asks once more. */
const signOut = '/sign-out'

/** The button; nothing outside of a team. */
export function Person(): ReactElement | null {
  const me = useLive((state) => state.me)
  if (me === null) return null
  const role = roleAnywhere(me.given)
  const isEverywhere = role !== null && roleIn(me.given, null) === role
  // Where nobody signs in there is nothing to leave.
  const isSignedIn = me.key !== ownerKey
  return (
    <Popover
      label="Who is signed in"
      className="w-64 p-3.5"
      trigger={
        <button
          type="button"
          aria-label={`Signed in as ${me.name}${role === null ? '' : `, ${role}`}`}
          // Drawn and not written: what is spoken is the whole name, and initials are no part of it.
          data-initials={initialsOf(me.name)}
          className="before:content-[attr(data-initials)] ml-1 inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-accent/15 font-semibold text-accent text-tiny uppercase ring-1 ring-accent/25 ring-inset hover:bg-accent/25"
        />
      }
    >
      <div className="flex flex-col gap-3">
        <div className="min-w-0">
          <UntrustedText text={me.name} className="block truncate font-medium" />
          <p className="text-ink-3 text-small">
            {role === null
              ? 'No role here yet'
              : `${rolesWords[role]}${isEverywhere ? '' : ', in some spaces'}`}
          </p>
        </div>
        {isSignedIn && (
          <Button onClick={() => location.assign(signOut)}>
            <LogOut aria-hidden="true" size={13} />
            Sign out…
          </Button>
        )}
      </div>
    </Popover>
  )
}

/** Who opened a hub on their own computer, where nobody signs in. */
const ownerKey = 'owner'

const rolesWords = {
  viewer: 'Viewer: sees runs',
  operator: 'Operator: acts on runs',
  admin: 'Admin: sets up servers and people',
} as const

function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
}
