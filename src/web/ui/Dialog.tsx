import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Dialog.module.css'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  wide?: boolean
  children: ReactNode
}

/** For what interrupts on purpose: Esc or the close button leaves it, and the keyboard returns where it was. */
export function Dialog({ open, onClose, title, wide, children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal.Root
      opened={open}
      onClose={onClose}
      size={wide ? 760 : 480}
      yOffset="10vh"
      transitionProps={{ duration: 120 }}
      classNames={{
        overlay: styles.overlay,
        content: styles.content,
        title: styles.title,
        body: styles.body,
        close: styles.close,
      }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.header}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('ui.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
