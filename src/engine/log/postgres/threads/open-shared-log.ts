// A shared log on its threads: one that writes, two that read, and the team's, which shows that this process lives however busy
// the others are. A thread that dies is started again; only the team's is not, because nobody else can say that this process
// lives.

import { type KeptThread, keepThread, type ThreadNews } from '../../../threads/keep.ts'
import type { LogWriter } from '../../log-writer.ts'
import type { LogAccess, LogThread } from '../../port.ts'
import type { SharedLog } from '../../shared-log.ts'
import { type Membership, type TeamPort, usualTtlMs } from '../../team-port.ts'
import { createConnection } from '../base/connection.ts'
import { placeOf } from '../base/place.ts'
import { checkFormat } from '../schema/check-format.ts'
import type { Joining } from '../team/membership.ts'
import { openTeam } from '../team/open-team.ts'
import { createPacker } from '../write/ahead.ts'
import { openReading, type Reading } from './open-reading.ts'
import type { WriterThread, WritingData } from './writer-thread.ts'
import writerPath from './writer-thread.ts?modulePath'

const checkMs = 10_000

export type SharedLogOptions = {
  readonly url: string
  /** This process, as the others see it. `ttlMs`: what is usual unless said. */
  readonly member: Omit<Joining, 'ttlMs'> & { readonly ttlMs?: number }
  /** Where this person's kind files are. */
  readonly kindsDir: string
  /** Told of a thread that died, and of its return. */
  readonly onState?: (thread: LogThread, news: ThreadNews) => void
}

/**
 * Opens the log at `url` and takes this process's place in it. Rejects with a RunlightError: `log-away`, `older-log`,
 * `newer-log`, or `not-allowed` where the database lets nobody in or another process lives under the name.
 */
export async function openSharedLog(options: SharedLogOptions): Promise<SharedLog> {
  const { url, member, kindsDir, onState = () => {} } = options
  const name = `runlight ${member.role} ${member.name}`.slice(0, 63)
  await check(url, name)
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).toReversed()) await end()
  }
  try {
    const opened = await openTeam(url, { ttlMs: usualTtlMs, ...member })
    closing.push(opened.close)
    const writer = await openWriter({ url, name, role: member.role }, onState)
    closing.push(writer.stop)
    const ownedBy = member.role === 'collector' ? member.name : null
    const reading = await openReading({ url, name, kindsDir, ownedBy }, onState)
    closing.push(reading.close)
    const team = withWriter(opened, writer)
    await team.join()
    const death = Promise.race([opened.death, writer.death, reading.death])
    const as = accessTo({
      reading,
      writer: writer.api,
      ready: writer.ready,
      place: placeOf(url),
      death,
      close,
    })
    return { ...as('all'), team, as }
  } catch (thrown) {
    await close().catch(() => {})
    throw thrown
  }
}

async function check(url: string, name: string): Promise<void> {
  const connection = createConnection(url, name, checkMs)
  try {
    await checkFormat(connection, 'write')
  } finally {
    await connection.close()
  }
}

type KeptWriter = Pick<KeptThread<WriterThread>, 'stop' | 'death'> & {
  readonly api: LogWriter
  readonly ready: NonNullable<LogAccess['ready']>
  readonly setMember: (member: Membership | null) => Promise<void>
}

/** A writer that knows its place again when its thread was started again. */
async function openWriter(
  data: WritingData,
  onState: NonNullable<SharedLogOptions['onState']>,
): Promise<KeptWriter> {
  let place: Membership | null = null
  const thread: KeptThread<WriterThread> = await keepThread<WriterThread>(writerPath, data, (news) => {
    if (news.state === 'up') void thread.api.setMember(place).catch(() => {})
    onState('writer', news)
  })
  const { setMember, commitPacked, readAhead, close: _, ...api } = thread.api
  // Packed here, so that what crosses to the thread is small.
  const packer = createPacker()
  return {
    api: { ...api, commit: async (batch, again = false) => commitPacked(packer.pack(batch, again), again) },
    // A thread that is away has nothing ahead, and says so when the batch comes.
    ready: (events) => void readAhead(packer.ahead(events)).catch(() => {}),
    setMember: (member) => {
      place = member
      return setMember(member)
    },
    stop: thread.stop,
    death: thread.death,
  }
}

/** The team's functions; the writer learns the place that is taken, and that it was given up. */
function withWriter(team: TeamPort, writer: KeptWriter): TeamPort {
  return {
    ...team,
    join: async () => {
      const membership = await team.join()
      await writer.setMember(membership)
      return membership
    },
    leave: async () => {
      await writer.setMember(null)
      await team.leave()
    },
  }
}

type Parts = {
  readonly reading: Reading
  readonly writer: LogWriter
  readonly ready: NonNullable<LogAccess['ready']>
} & Pick<LogAccess, 'place' | 'death' | 'close'>

function accessTo({ reading, writer, ready, place, death, close }: Parts): SharedLog['as'] {
  return (spaces) => ({
    ...reading.as(spaces),
    ...writer,
    ready,
    // It is kept by the database's own means.
    files: null,
    readKinds: reading.readKinds,
    place,
    readOnly: null,
    death,
    close,
  })
}
