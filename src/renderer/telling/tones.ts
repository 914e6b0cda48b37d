// Two short tones for an alert, the graver the higher. No file is loaded, and no audio device is held between alerts.

import type { Severity } from '../../core/run/attention.ts'

/** Hz, one after the other. */
const tones: Readonly<Record<Severity, readonly [number, number]>> = {
  info: [523, 523],
  warning: [587, 784],
  critical: [880, 1_175],
}
const toneS = 0.16
const loudness = 0.12

/** Plays the tones of `severity`. Browsers play nothing in a page that nobody has clicked or typed in yet. */
export async function playTones(severity: Severity): Promise<void> {
  // Asked before that, the tones would sound at the first click, long after the alert.
  if (navigator.userActivation?.hasBeenActive === false) return
  const audio = new AudioContext()
  try {
    await audio.resume()
    const volume = new GainNode(audio, { gain: 0 })
    volume.connect(audio.destination)
    const begin = audio.currentTime + 0.02
    const ended = tones[severity].map(
      (frequency, i) =>
        new Promise((resolve) => {
          const at = begin + i * toneS
          // Up and down within each tone: one that is cut off clicks.
          volume.gain.setValueAtTime(0, at)
          volume.gain.linearRampToValueAtTime(loudness, at + 0.02)
          volume.gain.linearRampToValueAtTime(0, at + toneS)
          const tone = new OscillatorNode(audio, { frequency, type: 'sine' })
          tone.connect(volume)
          tone.addEventListener('ended', resolve)
          tone.start(at)
          tone.stop(at + toneS)
        }),
    )
    await Promise.all(ended)
  } finally {
    await audio.close()
  }
}
