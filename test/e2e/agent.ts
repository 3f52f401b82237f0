import type { Locator, Page } from 'playwright-core'
import type { Texts } from './texts.ts'

/** How the agent's part is done: by keyboard alone, or with a mouse where there is something to press. */
export type Hands = 'keys' | 'mouse'

/** An agent at the desk. Every act ends when the page shows what followed. */
export class Agent {
  readonly page: Page
  readonly texts: Texts
  readonly hands: Hands

  constructor(page: Page, texts: Texts, hands: Hands) {
    this.page = page
    this.texts = texts
    this.hands = hands
  }

  get list(): Locator {
    return this.page.getByRole('navigation', { name: this.texts.t('desk.list') })
  }

  /** one of the list's groups: returned, waiting, mine, with_customer */
  group(name: string): Locator {
    return this.list.getByRole('region', { name: this.texts.t(`desk.group_${name}`) })
  }

  row(customer: string): Locator {
    return this.list.getByRole('link').filter({ hasText: customer })
  }

  get talk(): Locator {
    return this.page.getByRole('article', { name: this.texts.t('desk.conversation') })
  }

  get may(): Locator {
    return this.page.getByRole('complementary', { name: this.texts.t('desk.may') })
  }

  get doubts(): Locator {
    return this.page.getByRole('region', { name: this.texts.t('desk.doubts'), exact: true })
  }

  async openDesk(): Promise<void> {
    await this.page.goto('/desk')
    await this.list.waitFor()
    const more = this.list.getByRole('button', { name: this.texts.t('desk.more_waiting') })
    if (await more.isVisible()) await more.click()
  }

  /** Goes to the customer's row in the list and opens it. */
  async open(customer: string): Promise<void> {
    const row = this.row(customer)
    await row.waitFor()
    if (this.hands === 'mouse') await row.click()
    else {
      await this.leaveField()
      const wanted = await row.getAttribute('data-contact')
      await this.walkTo(wanted!)
      await this.page.keyboard.press('Enter')
    }
    await this.talk.getByRole('heading', { level: 1 }).waitFor()
  }

  async take(customer: string): Promise<void> {
    await this.open(customer)
    await this.press('t', 'desk.take', this.talk)
    await this.composer(customer).waitFor()
  }

  composer(customer: string): Locator {
    return this.page.getByRole('textbox', { name: this.texts.like('desk.write_to', { name: customer }) })
  }

  async reply(customer: string, text: string): Promise<void> {
    const field = this.composer(customer)
    if (this.hands === 'mouse') {
      await field.fill(text)
      await this.button('desk.send').click()
    } else {
      await this.key('r')
      await this.focused(field)
      await this.page.keyboard.insertText(text)
      await this.page.keyboard.press('Control+Enter')
    }
    await this.thread.getByText(text).waitFor()
  }

  get thread(): Locator {
    return this.page.getByRole('region', { name: this.texts.t('desk.thread') })
  }

  /** Answers the doubt; by keyboard it must be the next one that has no answer, or is not clear. */
  async answer(question: string, text: string, again = false): Promise<void> {
    const verb = this.texts.t(again ? 'desk.answer_again' : 'desk.answer')
    const field = this.doubts.getByRole('textbox', {
      name: this.texts.like('desk.answer_label', { question }),
    })
    if (this.hands === 'mouse') {
      await this.doubts.getByRole('button', { name: verb }).filter({ hasText: question }).first().click()
      await field.fill(text)
      await this.doubts.getByRole('button', { name: this.texts.t('desk.save') }).click()
    } else {
      await this.key('a')
      await this.focused(field)
      await this.page.keyboard.press('Control+a')
      await this.page.keyboard.insertText(text)
      await this.page.keyboard.press('Control+Enter')
    }
    await this.doubts.getByRole('paragraph').filter({ hasText: text }).waitFor()
    await field.waitFor({ state: 'detached' })
  }

  async addDoubt(question: string): Promise<void> {
    const field = this.doubts.getByRole('textbox', { name: this.texts.t('desk.doubt_label') })
    if (this.hands === 'mouse') {
      await this.doubts.getByRole('button', { name: this.texts.t('desk.add_doubt') }).click()
      await field.fill(question)
      await this.doubts
        .getByRole('button', { name: this.texts.t('desk.add'), exact: false })
        .first()
        .click()
    } else {
      await this.key('d')
      await this.focused(field)
      await this.page.keyboard.insertText(question)
      await this.page.keyboard.press('Enter')
    }
    await this.doubts.getByRole('paragraph').filter({ hasText: question }).waitFor()
    await field.press('Escape')
    await field.waitFor({ state: 'detached' })
  }

  /** Opens a power by its number key or by pressing it. @returns its form */
  async openPower(kind: string, key: string): Promise<Locator> {
    const name = this.texts.t(`power.${kind}`)
    if (this.hands === 'mouse') await this.may.getByRole('button', { name }).click()
    else await this.key(key)
    const form = this.may.getByRole('region', { name })
    await form.waitFor()
    return form
  }

  /** Fills in an amount beyond the limit: the same panel asks for support instead. */
  async askSupport(kind: string, key: string, amount: string): Promise<void> {
    const form = await this.openPower(kind, key)
    const field = form.getByLabel(this.texts.t('power.how_much'))
    const send = this.button('power.ask', form)
    if (this.hands === 'mouse') {
      await field.fill(amount)
      await send.click()
    } else {
      await this.focused(field)
      await this.page.keyboard.press('Control+a')
      await this.page.keyboard.insertText(amount)
      await send.waitFor()
      await this.page.keyboard.press('Enter')
    }
    await form.waitFor({ state: 'detached' })
  }

  /** Asks the customer whether all is clear. */
  async proposeClosure(): Promise<void> {
    await this.press('c', 'desk.propose')
    const yes = this.button('desk.propose_yes')
    if (this.hands === 'mouse') await yes.click()
    else {
      await this.focused(yes)
      await this.page.keyboard.press('Enter')
    }
    await this.talk.getByText(this.texts.like('desk.proposed')).waitFor()
  }

  button(key: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.texts.t(key) })
  }

  /** A key of its own, or the button that says the same. */
  async press(key: string, text: string, within: Page | Locator = this.page): Promise<void> {
    if (this.hands === 'mouse') await this.button(text, within).click()
    else {
      await this.button(text, within).waitFor()
      await this.key(key)
    }
  }

  /** Single keys are heard only outside of fields. */
  async key(key: string): Promise<void> {
    await this.leaveField()
    await this.page.keyboard.press(key)
  }

  private async leaveField(): Promise<void> {
    for (let presses = 0; presses < 5; presses++) {
      const typing = await this.page.evaluate(() =>
        document.activeElement?.matches('input:not([type=checkbox]), textarea, select'),
      )
      if (!typing) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error('Tab does not lead out of the fields')
  }

  private async walkTo(contactId: string): Promise<void> {
    for (let steps = 0; steps < 60; steps++) {
      const here = await this.focusedContact()
      if (here === contactId) return
      await this.page.keyboard.press('j')
      // the last row keeps the focus: then it lies above
      if ((await this.focusedContact()) === here) break
    }
    for (let steps = 0; steps < 60; steps++) {
      if ((await this.focusedContact()) === contactId) return
      await this.page.keyboard.press('k')
    }
    throw new Error(`j and k do not lead to the contact ${contactId}`)
  }

  private focusedContact(): Promise<string | undefined> {
    return this.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-contact]')?.dataset.contact,
    )
  }

  /** Waits until the keyboard is there. */
  private async focused(where: Locator): Promise<void> {
    await where.waitFor()
    const handle = await where.elementHandle()
    await this.page.waitForFunction((element) => document.activeElement === element, handle)
  }
}
