/** Four short tones, one for each verdict; made here, so that no sound file can be missing. */

/** Each note: frequency in Hz, start and length in ms. */
const TONES = {
  admitted: [[523, 0, 110], [784, 100, 240]],
  repeat: [[587, 0, 110], [587, 170, 160]],
  refused: [[392, 0, 200], [294, 190, 320]],
  undecided: [[440, 0, 420]],
};
const PEAK = 0.5;
const ATTACK_S = 0.012;

let audio = null;

/** Open the sound; a browser allows it only in answer to a press (a scanner's key is one). */
export function unlockSound() {
  const Sound = window.AudioContext;
  if (!Sound) return;
  audio ??= new Sound();
  if (audio.state === "suspended") void audio.resume().catch(() => {});
}

function playNote([hertz, startMs, lengthMs], volume) {
  const start = audio.currentTime + startMs / 1000;
  const end = start + lengthMs / 1000;
  const note = audio.createOscillator();
  const loudness = audio.createGain();
  note.type = "triangle";
  note.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(PEAK * volume, start + ATTACK_S);
  loudness.gain.setTargetAtTime(0, end - lengthMs / 2000, lengthMs / 5000);
  note.connect(loudness).connect(audio.destination);
  note.start(start);
  note.stop(end + 0.1);
}

/**
 * Play the tone of a verdict.
 *
 * @param {"admitted" | "repeat" | "refused" | "undecided"} verdict
 * @param {number} volume 0 to 1
 */
export function playTone(verdict, volume) {
  if (!audio || audio.state !== "running" || volume <= 0) return;
  TONES[verdict].forEach((note) => playNote(note, volume));
}
