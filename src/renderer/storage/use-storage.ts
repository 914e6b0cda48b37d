// The data of the storage page: the status is requested once and pushed afterwards; the sizes are requested again after
// every task.

import { useCallback, useEffect } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import type { StorageStatus, TaskType } from '../../core/storage/storage.ts'
import { useDesk, useLive, useTimed } from '../desk/desk-context.ts'
import { type Polled, usePolled } from '../desk/use-polled.ts'
import { errorMessage } from '../store/client.ts'

/** The log grows all the time: sizes are requested at least this often. */
const refreshMs = 10_000
/** The minimum time between two requests. */
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

/** The sizes of the log, requested regularly and after every task. */
export function useSizes(status: StorageStatus | null): Polled<Output<'storage.sizes'>> {
  const { client } = useDesk()
  const ask = useCallback(() => client.call('storage.sizes', {}), [client])
  const tick = useTimed((now) => Math.floor(now / refreshMs))
  return usePolled(ask, `${endedTasks(status)} ${tick}`, paceMs)
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
  return usePolled(ask, endedTasks(status), paceMs)
}

/** The actions of the page. None of them rejects: errors are shown as notices. */
export function useStorageActions() {
  const { client, notices } = useDesk()
  const showError = (thrown: unknown) => notices.show(errorMessage(thrown), 'bad')
  return {
    prune: () => client.call('storage.prune', {}).catch(showError),
    backUp: () => client.call('storage.backup', {}).catch(showError),
    restore: (name: string | null) => client.call('storage.restore', { name }).catch(showError),
    check: () => client.call('storage.check', {}).catch(showError),
    cancel: (type: TaskType) => client.call('storage.cancel', { type }).catch(showError),
  }
}

/** A key that changes when a task ends. */
function endedTasks(status: StorageStatus | null): string {
  return (status?.outcomes ?? []).map(({ type, at }) => `${type}${at}`).join()
}
