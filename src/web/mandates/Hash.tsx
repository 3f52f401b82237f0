import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { Overlay } from '../../core/mandate/overlay.ts'
import styles from './Mandates.module.css'

/** What is signed: the document's SHA-256, computed again by this browser from what is on the page. */
export function Hash({ document, hash }: { document: MandateDocument | Overlay; hash: string }) {
  const { t } = useTranslation()
  const { data: computed } = useQuery({
    queryKey: ['computed hash', document],
    queryFn: () => sha256(canonicalJson(document as unknown as Canonical)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className={styles.hash}>
      <p>{t('mandates.hash')}</p>
      <p className={styles.code} dir="ltr">
        {hash}
      </p>
      {computed && (
        <p className={computed === hash ? undefined : styles.wait}>
          {t(computed === hash ? 'mandates.hash_same' : 'mandates.hash_other')}
        </p>
      )}
    </div>
  )
}

/** Lower-case hex; null where the page is served without TLS and the browser offers no hashing. */
async function sha256(text: string): Promise<string | null> {
  if (!crypto.subtle) return null
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
