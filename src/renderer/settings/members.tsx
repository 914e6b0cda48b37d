// The processes that write into a shared log: collectors, which watch runs, and hubs, which show them. How each fares is what the
// log says of it.

import { CircleDot, CircleOff, CircleSlash } from 'lucide-react'
import { type ReactElement, useCallback } from 'react'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import type { Output } from '../../core/contract/contract.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { usePolled } from '../desk/use-polled.ts'
import { cx } from '../ui/cx.ts'
import { PageCard } from '../ui/page.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Member = Output<'team.members'>['members'][number]

const paceMs = () => 500

const looks = {
  alive: { Icon: CircleDot, ink: 'text-ok', word: 'alive' },
  expired: { Icon: CircleSlash, ink: 'text-warn', word: 'not heard of' },
  gone: { Icon: CircleOff, ink: 'text-ink-3', word: 'gone' },
} as const

/** The members, collectors first. */
export function Members(): ReactElement {
  const { client } = useDesk()
  const version = useLive((state) => state.teamVersion)
  const ask = useCallback(() => client.call('team.members', {}), [client])
  const { value, problem } = usePolled(ask, version, paceMs)
  const members = value?.members.toSorted((a, b) => order(a) - order(b)) ?? []
  return (
    <PageCard>
      {value === null && (
        <p className="px-3.5 py-3 text-ink-2">{problem ?? 'Asking who writes into the log…'}</p>
      )}
      {value !== null && !members.some(({ role, state }) => role === 'collector' && state === 'alive') && (
        <p className="border-line border-b px-3.5 py-3 text-warn">
          No collector is alive, so that nothing is watched: start one with “runlight collect --log …”.
        </p>
      )}
      <ul>
        {members.map((member) => (
          <MemberLine key={member.id} member={member} />
        ))}
      </ul>
    </PageCard>
  )
}

function MemberLine({ member }: { readonly member: Member }): ReactElement {
  const { name, role, state, silentMs, version, only, runs } = member
  const { Icon, ink, word } = looks[state]
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-0.5 border-line border-t px-3.5 py-2 first:border-t-0">
      <span className="flex min-w-0 flex-1 basis-44 items-center gap-2.5">
        <Icon aria-hidden="true" size={14} className={cx('shrink-0', ink)} />
        <span className="min-w-0">
          <UntrustedText text={name} className="block truncate font-medium" />
          <span className="block text-ink-3 text-small [overflow-wrap:anywhere]">
            {role} <UntrustedText text={version} />
            {only.length > 0 && (
              <>
                {', for '}
                <UntrustedText text={only.join(', ')} />
              </>
            )}
          </span>
        </span>
      </span>
      <span
        className={cx(
          'w-48 text-small max-[640px]:ml-6 max-[640px]:w-auto',
          state === 'alive' ? 'text-ink-2' : ink,
        )}
      >
        {word}
        {state !== 'alive' && ` for ${formatDuration(silentMs)}`}
      </span>
      <span className="ml-auto w-20 text-right text-ink-2 text-small tabular-nums">
        {role === 'collector' ? formatCount(runs, 'run') : ''}
      </span>
    </li>
  )
}

/** Collectors before hubs, the living before the others. */
function order({ role, state }: Member): number {
  return (role === 'collector' ? 0 : 3) + ['alive', 'expired', 'gone'].indexOf(state)
}
