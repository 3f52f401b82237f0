import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { CheckField } from '../ui/fields.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type KeyBinding, setSingleKeys, singleKeysOn, useBindings } from '../ui/keys.ts'
import { Eyebrow } from '../ui/Page.tsx'
import styles from './KeyMap.module.css'

/** `?`: every key that does something here and now. */
export function KeyMap({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} title={t('shell.keys_title')} wide>
      <Groups />
    </Dialog>
  )
}

function Groups() {
  const { t } = useTranslation()
  const [on, setOn] = useState(singleKeysOn)
  const groups = byGroup(useBindings(), t('shell.keys_everywhere'))
  return (
    <>
      <div className={styles.groups}>
        {groups.map(([group, bindings]) => (
          <section key={group} className={styles.group}>
            <Eyebrow as="h3">{group}</Eyebrow>
            <dl>
              {bindings.map(({ keys, label }) => (
                <div key={keys} className={styles.line}>
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <CheckField
        label={t('shell.keys_single')}
        hint={t('shell.keys_single_hint')}
        checked={on}
        onChange={(checked) => {
          setSingleKeys(checked)
          setOn(checked)
        }}
      />
    </>
  )
}

/** The page's own groups first, what works everywhere last; a key taken over by the page is shown once. */
function byGroup(bindings: readonly KeyBinding[], everywhere: string): [string, KeyBinding[]][] {
  const live = new Map<string, KeyBinding>()
  for (const binding of bindings) live.set(binding.keys, binding)
  const groups = new Map<string, KeyBinding[]>()
  for (const binding of live.values()) {
    const group = binding.group ?? everywhere
    groups.set(group, [...(groups.get(group) ?? []), binding])
  }
  return [...groups].sort(([one], [other]) => Number(one === everywhere) - Number(other === everywhere))
}
