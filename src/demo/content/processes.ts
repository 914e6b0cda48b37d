// The sample processes: what each step is called, how long it takes against the others, and the lines it logs.

type LogLine = readonly [
  level: 'debug' | 'info' | 'success' | 'warning' | 'error',
  message: string,
  details: string | null,
]
type ProcessStep = {
  readonly name: string
  readonly weight: number
  readonly logs: readonly LogLine[]
}
export type Process = {
  readonly name: string
  readonly steps: readonly ProcessStep[]
  /** What the `result` event carries in the end. */
  readonly result: Readonly<Record<string, unknown>>
  /** What it says where something goes wrong. */
  readonly failure: string
}

export const samples: readonly [Process, ...Process[]] = [
  {
    name: 'Invoice import',
    steps: [
      {
        name: 'Reading the mailbox',
        weight: 2,
        logs: [
          ['info', 'Connected to invoices@example.com', null],
          ['info', 'Found 128 messages with attachments', '131 attachments, 24.6 MB'],
        ],
      },
      {
        name: 'Extracting invoice data',
        weight: 5,
        logs: [
          ['info', 'Read 64 of 131 documents', null],
          ['warning', 'Two pages of INV-20931 are upside down', 'Rotated by 180° and read again'],
          ['info', 'Read 131 of 131 documents', 'Average confidence 98.2 %'],
        ],
      },
      {
        name: 'Matching purchase orders',
        weight: 3,
        logs: [
          ['info', 'Matched 126 invoices to purchase orders', null],
          [
            'warning',
            'Five invoices have no purchase order',
            'INV-20877, INV-20902, INV-20918, INV-20931, INV-20940',
          ],
        ],
      },
      {
        name: 'Posting to the ledger',
        weight: 3,
        logs: [
          ['debug', 'Batch 2026-118 opened', null],
          ['success', 'Posted 126 invoices', 'Total 418,204.15 EUR'],
        ],
      },
    ],
    result: { documents: 131, posted: 126, for_review: 5, total_eur: 418204.15 },
    failure: 'The ledger is locked for the month-end close. Try again after it is opened.',
  },
  {
    name: 'Nightly backup check',
    steps: [
      {
        name: 'Listing backup sets',
        weight: 1,
        logs: [['info', 'Found 14 sets for the last 14 nights', null]],
      },
      {
        name: 'Verifying checksums',
        weight: 5,
        logs: [
          ['info', 'Verified 5 of 14 sets', '212 GB read'],
          ['debug', 'Read at 1.1 GB/s', null],
          ['info', 'Verified 14 of 14 sets', '603 GB read'],
          ['success', 'All checksums match', null],
        ],
      },
      {
        name: 'Restoring a sample',
        weight: 4,
        logs: [
          ['info', 'Restoring customers_2026 into a scratch database', null],
          ['info', 'Restored 1,204,118 rows', null],
        ],
      },
      {
        name: 'Comparing row counts',
        weight: 2,
        logs: [['success', 'Row counts match in 42 of 42 tables', null]],
      },
      {
        name: 'Cleaning up',
        weight: 1,
        logs: [
          ['warning', 'Set of 7 November is due for deletion in 2 days', 'Kept for 16 nights'],
          ['info', 'Scratch database dropped', null],
        ],
      },
    ],
    result: { sets: 14, bytes_read: 603_114_881_024, tables_compared: 42, restorable: true },
    failure: 'The scratch disk is full: 118 GB are needed and 96 GB are free.',
  },
  {
    name: 'Photo archive indexing',
    steps: [
      {
        name: 'Scanning folders',
        weight: 2,
        logs: [['info', 'Found 18,422 photos in 311 folders', null]],
      },
      {
        name: 'Reading camera data',
        weight: 3,
        logs: [
          ['info', 'Read 18,422 headers', null],
          ['warning', '37 photos have no date', 'The date of the file is used instead'],
        ],
      },
      {
        name: 'Making previews',
        weight: 5,
        logs: [
          ['info', 'Made 9,000 previews', null],
          ['error', 'DSC_4417.NEF cannot be opened', 'The file ends after 2.1 MB'],
          ['info', 'Made 18,421 previews', null],
        ],
      },
      {
        name: 'Finding duplicates',
        weight: 3,
        logs: [['info', 'Found 212 pairs that look alike', null]],
      },
      {
        name: 'Writing the index',
        weight: 1,
        logs: [['success', 'The index is ready to search', '18,421 photos, 86 MB']],
      },
    ],
    result: { photos: 18421, duplicates: 212, unreadable: ['DSC_4417.NEF'], index_mb: 86 },
    failure: 'The archive disk was disconnected while previews were being made.',
  },
]

/** A process that speaks Hebrew and Arabic, with emoji. */
export const rightToLeftProcess: Process = {
  name: 'ייבוא חשבוניות 🧾',
  steps: [
    { name: 'קריאת תיבת הדואר 📬', weight: 2, logs: [['info', 'נמצאו 128 הודעות 📎', null]] },
    {
      name: 'قراءة البيانات 🔍',
      weight: 3,
      logs: [['warning', 'صفحتان مقلوبتان في INV-20931 🙃', 'تمّ التدوير 180°']],
    },
    { name: 'רישום בספר ✅', weight: 2, logs: [['success', 'נרשמו 126 חשבוניות 🎉', 'סה״כ 418,204.15 ₪']] },
  ],
  result: { סטטוס: 'הושלם ✅', رسالة: 'تمّ بنجاح' },
  failure: 'הספר נעול 🔒',
}
