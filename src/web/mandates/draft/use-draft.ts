import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { DraftDetail } from '../../../contract/draft.ts'
import { isSame } from '../../../core/mandate/change.ts'
import type { DraftContent } from '../../../core/mandate/draft.ts'
import { editDraft } from '../../../core/mandate/edit.ts'
import { mergeOnTop } from '../../../core/mandate/merge.ts'
import { call, ProblemError } from '../../api.ts'
import { queryClient } from '../../queries.ts'
import { useKept } from '../../ui/kept.ts'

/** After this long without a keystroke what was written goes out. */
const pauseMs = 700

type Base = { revision: number; content: DraftContent }
/** What was written and is not saved yet: a reload, a crash or a lost line loses nothing of it. */
type Unsaved = { base: Base; content: DraftContent }

const contentOf = ({ teams, from, document }: DraftDetail): DraftContent => ({
  teamIds: teams.map(({ id }) => id),
  from,
  document,
})

/**
 * A draft as it is being written: saved by itself, over the revision that was read and no other. Where somebody
 * else saved meanwhile, theirs is taken if nothing is written here, and otherwise set beside it (`conflict`).
 */
export function useDraft(draft: DraftDetail) {
  const [unsaved, keep, drop] = useKept<Unsaved | null>(`draft.${draft.id}`, null)
  const [base, setBase] = useState<Base>(
    () => unsaved?.base ?? { revision: draft.revision, content: contentOf(draft) },
  )
  const [state, edit] = useReducer(editDraft, {
    content: unsaved?.content ?? contentOf(draft),
    removed: [],
  })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  /** what I had written when I took theirs */
  const [aside, setAside] = useState<Unsaved | null>(null)
  const inFlight = useRef(false)

  const { content } = state
  const written = !isSame(content, base.content)
  const newer = draft.revision > base.revision && !busy
  const theirs = newer ? contentOf(draft) : null
  const conflict = theirs !== null && written && !isSame(theirs, content) ? theirs : null

  // nothing is written here, or the same was: theirs is what there is
  useEffect(() => {
    if (theirs === null || conflict !== null) return
    setBase({ revision: draft.revision, content: theirs })
    if (!isSame(theirs, content)) edit({ edit: 'replaced', content: theirs })
  }, [theirs, conflict, draft.revision, content])

  const save = useCallback(async (): Promise<number | null> => {
    if (inFlight.current) return null
    if (!written) return base.revision
    inFlight.current = true
    setBusy(true)
    try {
      const saved = await call('draft.save', {
        params: { draftId: draft.id },
        body: { revision: base.revision, ...content },
      })
      setBase({ revision: saved.revision, content })
      setProblem(null)
      queryClient.setQueryData(['draft.show', { params: { draftId: draft.id } }], saved)
      return saved.revision
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setProblem(error.problem.code === 'edited_meanwhile' ? null : error)
      if (error.problem.code === 'edited_meanwhile')
        await queryClient.invalidateQueries({ queryKey: ['draft.show'] })
      return null
    } finally {
      inFlight.current = false
      setBusy(false)
    }
  }, [written, base, content, draft.id])

  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: keep and drop are new at each render and do the same
  useEffect(() => {
    if (written) keep({ base, content })
    else drop()
  }, [written, base, content])
  const held = conflict !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the content starts the pause anew
  useEffect(() => {
    if (!written || held || busy) return
    // after a failure the next try waits longer; every keystroke is a try of its own
    const timer = window.setTimeout(() => void latest.current(), problem ? 10 * pauseMs : pauseMs)
    return () => window.clearTimeout(timer)
  }, [written, held, busy, problem, content])
  useEffect(() => {
    const leave = () => void latest.current()
    const hide = () => document.visibilityState === 'hidden' && leave()
    document.addEventListener('visibilitychange', hide)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      leave()
    }
  }, [])

  return {
    state,
    edit,
    save,
    written,
    busy,
    problem,
    base,
    conflict,
    takeTheirs() {
      if (!conflict) return
      setAside({ base, content })
      setBase({ revision: draft.revision, content: conflict })
      edit({ edit: 'replaced', content: conflict })
    },
    putMineOnTop() {
      if (!conflict) return
      setBase({ revision: draft.revision, content: conflict })
      edit({ edit: 'replaced', content: mergeOnTop(base.content, content, conflict) })
    },
    /** what was mine comes back, on top of what is there now */
    bringBack: aside
      ? () => {
          edit({ edit: 'replaced', content: mergeOnTop(aside.base.content, aside.content, content) })
          setAside(null)
        }
      : null,
    forget: drop,
  }
}
