import type { SupportRequest } from '../../contract/support.ts'

/** What one may answer: a lift is granted or declined, an obstacle is removed or stays with its reason. */
export type Choice = 'once' | 'customer' | 'declined' | 'solved'

export function choicesFor({ kind }: Pick<SupportRequest, 'kind'>): Choice[] {
  return kind === 'lift' ? ['once', 'customer', 'declined'] : ['solved', 'declined']
}

export function answerOf(choice: Choice, reason: string) {
  const words = reason.trim() || undefined
  if (choice === 'once' || choice === 'customer')
    return { answer: 'granted' as const, grant: choice, reason: words }
  return { answer: choice, reason: words }
}
