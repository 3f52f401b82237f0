import styles from './Draft.module.css'
import { useWriting } from './writing.ts'

/** What is wrong here, in words, at its place. */
export function FaultNote({ place }: { place: string }) {
  const { faultAt } = useWriting()
  const fault = faultAt(place)
  return fault ? (
    <p className={styles.fault} id={`fault-${place}`}>
      {fault}
    </p>
  ) : null
}
