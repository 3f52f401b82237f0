/**
 * The storm's time: four hours in a second, so that days, weeks and months of limits pass, with support clocks
 * and the end of summer time in them. All processes reckon it from the same instant of real time.
 */
export type SoakClock = { realStart: number; start: number; speed: number }

export const makeSoakClock = (realStart: number): SoakClock => ({
  realStart,
  // a few hours before a Saturday night that is one hour longer in Rome
  start: Date.parse('2026-10-24T06:00:00Z'),
  speed: 4 * 3600,
})

export const readSoakClock = ({ realStart, start, speed }: SoakClock, realNow: number): number =>
  start + Math.max(0, realNow - realStart) * speed
