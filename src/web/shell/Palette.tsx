import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Command, registeredFinders, useBindings, useRegisteredCommands } from '../ui/keys.ts'
import styles from './Palette.module.css'

type PaletteProps = { open: boolean; onClose: () => void; navigation: readonly Command[] }

/** Ctrl K: everything that can be done or opened from here, by typing a part of its name. */
export function Palette({ open, onClose, navigation }: PaletteProps) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} title={t('shell.palette_title')}>
      <Search onClose={onClose} navigation={navigation} />
    </Dialog>
  )
}

function Search({ onClose, navigation }: Omit<PaletteProps, 'open'>) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const list = useId()
  const here = useHere()
  const found = useFound(text)
  const shown = useMemo(
    () => [
      ...[...here.filter(({ last }) => !last), ...navigation, ...here.filter(({ last }) => last)].filter(
        (command) => matches(command, text),
      ),
      ...found,
    ],
    [here, navigation, found, text],
  )
  const at = Math.min(place, shown.length - 1)

  function run(command: Command | undefined) {
    if (!command) return
    onClose()
    // the dialog gives the focus back first; what runs may want it elsewhere
    window.setTimeout(command.run, 0)
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && shown.length > 0) setPlace((at + step + shown.length) % shown.length)
    else if (event.key === 'Enter') run(shown[at])
    else return
    event.preventDefault()
  }

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={shown[at] ? `${list}-${at}` : undefined}
        aria-label={t('shell.palette_label')}
        placeholder={t('shell.palette_placeholder')}
        dir={text === '' ? undefined : 'auto'}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setPlace(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('shell.palette_title')} className={styles.list}>
        {shown.map((command, nth) => (
          <div
            key={command.id}
            id={`${list}-${nth}`}
            role="option"
            tabIndex={-1}
            aria-selected={nth === at}
            className={styles.option}
            ref={(node) => {
              if (nth === at) node?.scrollIntoView({ block: 'nearest' })
            }}
            onPointerMove={() => setPlace(nth)}
            onClick={() => run(command)}
            onKeyDown={onKeyDown}
          >
            <span>
              {command.label}
              {command.group && <span className={styles.group}>{command.group}</span>}
            </span>
            {command.keys && <Kbd keys={command.keys} />}
          </div>
        ))}
      </div>
      <p className={styles.none} role="status">
        {shown.length === 0 && t('shell.palette_none')}
      </p>
    </>
  )
}

/** What the page offers: its commands, and what has a key. */
function useHere(): Command[] {
  const commands = useRegisteredCommands()
  const bindings = useBindings()
  return useMemo(
    () => [
      ...commands,
      ...bindings
        // moving about is done by the keys themselves, and pages come from the navigation
        .filter(({ keys }) => keys !== 'mod+k' && !keys.startsWith('g '))
        .map((binding) => ({ ...binding, id: `key ${binding.keys}`, last: binding.keys === '?' })),
    ],
    [commands, bindings],
  )
}

/** A pause in typing this long asks the finders. */
const pauseMs = 200

function useFound(text: string): readonly Command[] {
  const [found, setFound] = useState<readonly Command[]>([])
  useEffect(() => {
    const wanted = text.trim()
    if (wanted.length < 2) {
      setFound([])
      return
    }
    const stop = new AbortController()
    const timer = window.setTimeout(async () => {
      const answers = await Promise.allSettled(
        registeredFinders().map(async ({ group, find }) =>
          (await find(wanted, stop.signal)).map((command) => ({ group, ...command })),
        ),
      )
      if (stop.signal.aborted) return
      setFound(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])))
    }, pauseMs)
    return () => {
      stop.abort()
      window.clearTimeout(timer)
    }
  }, [text])
  return found
}

/** Each typed word somewhere in the name, accents or not. */
function matches({ label, group = '' }: Command, text: string): boolean {
  const name = bare(`${label} ${group}`)
  return bare(text)
    .split(/\s+/)
    .every((word) => name.includes(word))
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
