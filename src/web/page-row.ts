import type { ParseKeys } from 'i18next'
import type { FunctionComponent } from 'react'
import type { Role } from '../core/person/permissions.ts'

export type PageRow = {
  /** below the origin; `$name` is a parameter, `{-$name}` an optional one */
  path: string
  load: () => Promise<FunctionComponent>
  /** who may open it; left out: everyone who is signed in */
  roles?: readonly Role[]
  /** its name in the bar, the menu and the palette; left out: reached from other pages only */
  nav?: ParseKeys
  /** stands in the bar under «together»: what colleagues do with and for one another */
  together?: true
  /** keys that lead there, as 'g d' (g, then d) */
  keys?: string
  /** needs no session and has no shell: sign-in, the customer's pages */
  open?: true
}

/** Whether a person with these roles may open a page. */
export function mayOpen(page: PageRow, held: readonly Role[]): boolean {
  return !page.roles || page.roles.some((role) => held.includes(role))
}

/** Where a link to the row leads: its path without the optional parameters. */
export function plainPath({ path }: Pick<PageRow, 'path'>): string {
  return path.replace(/\/\{-\$\w+\}/g, '')
}
