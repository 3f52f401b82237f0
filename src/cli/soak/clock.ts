/**
 * The storm's time: an hour in a second, so that days, weeks and months of limits pass, with support clocks
 * and the end of summer time in them. All processes reckon it from the same instant of real time.
 */
export type SoakClock = { realStart: number; start: number; speed: number }

export const makeSoakClock = (realStart: number): SoakClock => ({
  realStart,
  // ten hours before a Saturday night that is one hour longer in Rome
  start: Date.parse('2026-10-24T12:00:00Z'),
  speed: 3600,
})

export const readSoakClock = ({ realStart, start, speed }: SoakClock, realNow: number): number =>
  start + Math.max(0, realNow - realStart) * speed
