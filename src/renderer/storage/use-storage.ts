// What the storage page pulls: the status once, pushed from then on, and the sizes again whenever something was done.

import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import type { StorageStatus, TaskType } from '../../core/storage/storage.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { type Polled, usePolled } from '../desk/use-polled.ts'
import { errorMessage } from '../store/client.ts'

/** The log grows while it is looked at. */
const growsEveryMs = 10_000
/** No faster than this, whatever happens. */
const paceMs = () => 500

/** The status; null until the engine has answered. */
export function useStorageStatus(): StorageStatus | null {
  const { client, live } = useDesk()
  const ready = useLive((state) => state.link.state === 'ready')
  useEffect(() => {
    if (!ready) return
    client.call('storage.status', {}).then(
      (storage) => live.setState({ storage }),
      () => {},
    )
  }, [client, live, ready])
  return useLive((state) => ({ storage: state.storage })).storage
}

/** What the log weighs, now and then, and whenever something was done. */
export function useSizes(status: StorageStatus | null): Polled<Output<'storage.sizes'>> {
  const { client } = useDesk()
  const ask = useCallback(() => client.call('storage.sizes', {}), [client])
  const [beat, setBeat] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setBeat((now) => now + 1), growsEveryMs)
    return () => clearInterval(timer)
  }, [])
  return usePolled(ask, `${doneOf(status)} ${beat}`, paceMs)
}

/** The removals so far. */
export function useHistory(status: StorageStatus | null): Polled<Output<'storage.history'>> {
  const { client } = useDesk()
  const ask = useCallback(() => client.call('storage.history', {}), [client])
  return usePolled(ask, status?.removal?.id ?? null, paceMs)
}

/** The backups in Runlight's folder. */
export function useBackups(status: StorageStatus | null): Polled<Output<'storage.backups'>> {
  const { client } = useDesk()
  const ask = useCallback(() => client.call('storage.backups', {}), [client])
  return usePolled(ask, doneOf(status), paceMs)
}

/** Calls the engine and says what it refuses. */
export function useStorageActs() {
  const { client, notices } = useDesk()
  const say = (thrown: unknown) => notices.show(errorMessage(thrown), 'bad')
  return {
    prune: () => client.call('storage.prune', {}).catch(say),
    backUp: () => client.call('storage.backup', {}).catch(say),
    restore: (name: string | null) => client.call('storage.restore', { name }).catch(say),
    check: () => client.call('storage.check', {}).catch(say),
    cancel: (type: TaskType) => client.call('storage.cancel', { type }).catch(say),
  }
}

/** Changes when a task has come to its end. */
function doneOf(status: StorageStatus | null): string {
  return (status?.outcomes ?? []).map(({ type, at }) => `${type}${at}`).join()
}
