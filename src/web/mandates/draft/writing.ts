import { createContext, useContext } from 'react'
import type { DraftDocument } from '../../../core/mandate/draft.ts'
import type { DraftEdit } from '../../../core/mandate/edit.ts'

/** What every part of the editor needs of the whole. */
export type Writing = {
  document: DraftDocument
  edit: (edit: DraftEdit) => void
  currencies: readonly string[]
  touchpoints: readonly string[]
  /** what is wrong at a place of the document, in words */
  faultAt: (place: string) => string | undefined
  /** whether something is wrong there or within it */
  hasFault: (place: string) => boolean
}

export const WritingContext = createContext<Writing | null>(null)

export function useWriting(): Writing {
  const writing = useContext(WritingContext)
  if (!writing) throw new Error('outside of the editor')
  return writing
}
