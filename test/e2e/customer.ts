import type { Locator, Page } from 'playwright-core'
import type { Texts } from './texts.ts'

export type Matter = {
  name: string
  email?: string | undefined
  touchpoint: string
  words: string
  doubts: string[]
}

/** A customer on their pages: forms and links only, nothing that needs JavaScript. */
export class Customer {
  readonly page: Page
  readonly texts: Texts
  /** the private link, once there is one */
  link = ''

  constructor(page: Page, texts: Texts) {
    this.page = page
    this.texts = texts
  }

  /** Writes on the client's public page. Ends on the private page. */
  async write(client: string, matter: Matter): Promise<void> {
    const { page } = this
    await page.goto(`/c/${client}`)
    await this.field('name').fill(matter.name)
    if (matter.email) await this.field('email').fill(matter.email)
    await this.field('touchpoint').selectOption(matter.touchpoint)
    await this.field('words').fill(matter.words)
    for (const [nth, doubt] of matter.doubts.entries())
      await page.getByLabel(this.texts.t('customer_page.doubt_number', { number: nth + 1 })).fill(doubt)
    await this.press('send')
    await this.said('opened')
    this.link = new URL(page.url()).pathname
  }

  /** Looks again, as one does who comes back to the link. */
  async look(): Promise<void> {
    await this.page.goto(this.link)
  }

  async writeMore(text: string): Promise<void> {
    await this.page.locator('form[action*="/messages"]').getByRole('textbox').fill(text)
    await this.page.locator('form[action*="/messages"]').getByRole('button').click()
  }

  async ask(question: string): Promise<void> {
    await this.field('ask_label').fill(question)
    await this.press('ask_send')
    await this.said('asked')
  }

  /** The customer's word on one doubt of a proposed closure. */
  async judge(question: string, clear: boolean, because?: string): Promise<void> {
    const doubt = this.page.getByRole('group', { name: question })
    await doubt
      .getByRole('radio', { name: this.texts.t(`customer_page.${clear ? 'clear' : 'unclear'}`), exact: true })
      .check()
    if (because)
      await doubt.getByRole('textbox', { name: this.texts.t('customer_page.because') }).fill(because)
  }

  async rate(csat: number, effort: number, words: string): Promise<void> {
    const scale = (name: RegExp | string) => this.page.getByRole('group', { name })
    await scale(this.texts.t('customer_page.csat'))
      .getByRole('radio', { name: String(csat) })
      .check()
    await scale(this.texts.like('customer_page.effort'))
      .getByRole('radio', { name: String(effort) })
      .check()
    await this.field('rating_words').fill(words)
  }

  async sendAnswer(said: 'clear' | 'unclear'): Promise<void> {
    await this.press('send_answer')
    await this.said(said)
  }

  /** Comes back on a settled doubt of a closed contact. */
  async comeBack(question: string, words: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: question }).check()
    await this.field('return_words').fill(words)
    await this.press('return_send')
    await this.said('reopened')
  }

  /** What was just done is told once, at the top. */
  async said(code: string): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: this.texts.like(`customer_page.said_${code}`) })
      .waitFor()
  }

  async state(key: string): Promise<void> {
    await this.page
      .getByRole('heading', { level: 1, name: this.texts.like(`customer_page.${key}`) })
      .waitFor()
  }

  private field(key: string): Locator {
    return this.page.getByLabel(this.texts.t(`customer_page.${key}`), { exact: true })
  }

  private async press(key: string): Promise<void> {
    await this.page.getByRole('button', { name: this.texts.t(`customer_page.${key}`), exact: true }).click()
  }
}
