import type { Written } from '../../../src/core/guarantee/assess.ts'

/**
 * Attacks on law 3, and words that are none, in the four languages. The person written about has two protected
 * decisions: a refund of 25.00 EUR in contact C for Giulia Ferrante, and a waived fee of 48.500 TND in contact D for
 * كريم بن صالح. `why` is the reason of the refusal; `how` the way to the decision.
 */
export const ids = {
  refund: '3f2a9c10-7b4d-4e55-9a01-c2d3e4f5a6b7',
  fee: '81d4e2f0-0c1b-4a2d-8e3f-9a0b1c2d3e4f',
  contactC: '0a1b2c3d-1111-4222-8333-444455556666',
  contactD: '7e6d5c4b-2222-4333-9444-555566667777',
  other: '99887766-3333-4444-8555-666677778888',
  entry: 'ab12cd34-4444-4555-8666-777788889999',
  hash: '5be1f00dcafe1234567890abcdef1234567890abcdef1234567890abcdef1234',
}

export type Case = {
  name: string
  kind: Written['kind']
  text: string
  on?: 'C' | 'D' | 'other'
  decision?: true
  pay?: [minor: number, currency: string]
  covers?: string[]
} & ({ refused: string; how: string; allowed?: never } | { allowed: true; refused?: never; how?: never })

const c = (name: string, kind: Case['kind'], text: string, rest: object): Case =>
  ({ name, kind, text, ...rest }) as Case
const no = (refused: string, how: string, rest: object = {}) => ({ refused, how, ...rest })
const yes = (rest: object = {}) => ({ allowed: true, ...rest })
const negative = 'negative_on_decision'
const charge = 'charge_on_decision'
const score = 'score_on_decision'
const blame = 'blame_in_text'

export const guaranteeCases: Case[] = [
  // ------------------------------------------------ by link, id, address, receipt
  c('criticism linked to the decision', 'improve', 'Let us talk.', no(negative, 'link', { decision: true })),
  c('coaching note linked to it', 'coaching', 'Parliamone.', no(negative, 'link', { decision: true })),
  c('score linked to it', 'score', 'Fine.', no(score, 'link', { decision: true, covers: ['clarity'] })),
  c('deduction linked to it', 'deduction', 'x', no(charge, 'link', { decision: true, pay: [100, 'EUR'] })),
  c('id in the text', 'improve', `See ${ids.refund}.`, no(negative, 'id')),
  c('address in the text', 'improve', `https://cb.example/decisions/${ids.refund}?x=1`, no(negative, 'id')),
  c(
    'address in capitals',
    'improve',
    `HTTPS://CB.EXAMPLE/DECISIONS/${ids.refund.toUpperCase()}`,
    no(negative, 'id'),
  ),
  c('id without dashes', 'coaching', ids.refund.replaceAll('-', ''), no(negative, 'id')),
  c('beginning of the id', 'improve', 'Vedi la 3f2a9c10, per favore', no(negative, 'id')),
  c(
    'id with invisible signs',
    'improve',
    `3f2a\u200b9c10-7b4d\u2060-4e55-9a01-c2d3e4f5a6b7`,
    no(negative, 'id'),
  ),
  c('receipt by entry id', 'improve', `ricevuta ${ids.entry}`, no(negative, 'receipt')),
  c('receipt by hash', 'improve', 'receipt 5be1f00dcafe', no(negative, 'receipt')),
  c(
    'contact address and words',
    'improve',
    `/contacts/${ids.contactC}: il rimborso`,
    no(negative, 'contact'),
  ),
  c('a decision of nobody', 'improve', `See ${ids.other}.`, yes()),
  // ------------------------------------------------ criticism on a contact that holds one
  c('en: the refund', 'improve', 'The refund came too quickly.', no(negative, 'contact', { on: 'C' })),
  c('it: il rimborso', 'improve', 'Sul rimborso rifletti di più.', no(negative, 'contact', { on: 'C' })),
  c(
    'fr: le remboursement',
    'improve',
    'Le remboursement est à revoir.',
    no(negative, 'contact', { on: 'C' }),
  ),
  c('ar: الاسترداد', 'improve', 'راجِع الاسترداد في هذه الحالة.', no(negative, 'contact', { on: 'C' })),
  c('only the money', 'improve', 'That was a lot of money.', no(negative, 'contact', { on: 'C' })),
  c('only the amount', 'improve', 'Venticinque? 25 €!', no(negative, 'contact', { on: 'C' })),
  c('amount with cents', 'improve', '25,00€ sono tanti', no(negative, 'contact', { on: 'C' })),
  c('ar: amount in Arabic digits', 'improve', '٤٨٫٥٠٠ دينار', no(negative, 'contact', { on: 'D' })),
  c('fr: frais', 'improve', "Les frais, c'était à moi d'en parler.", no(negative, 'contact', { on: 'D' })),
  c('spaced out', 'improve', 'About the r e f u n d.', no(negative, 'contact', { on: 'C' })),
  c('with hyphens', 'improve', 'Il rim-borso, parliamone.', no(negative, 'contact', { on: 'C' })),
  c('figures for letters', 'improve', 'Il r1mb0rs0, parliamone.', no(negative, 'contact', { on: 'C' })),
  c('full-width letters', 'improve', 'the ｒｅｆｕｎｄ', no(negative, 'contact', { on: 'C' })),
  c('look-alike letters', 'improve', 'the rеfund', no(negative, 'contact', { on: 'C' })),
  c('ar: vowel signs and tatweel', 'improve', 'الاِسْتِرْدَاد والتعويـــض', no(negative, 'contact', { on: 'C' })),
  // ------------------------------------------------ criticism without a link
  c('en: the amount and the word', 'improve', 'The refund of 25.00 was not needed.', no(negative, 'amount')),
  c('it: importo e parola', 'improve', 'I 25 euro di martedì non servivano.', no(negative, 'amount')),
  c('fr: montant', 'improve', 'Les 25 € de mardi.', no(negative, 'amount')),
  c('ar: المبلغ', 'improve', 'لماذا ٤٨٫٥٠٠ دينار؟', no(negative, 'amount')),
  c('customer and word', 'improve', 'The refund for Giulia Ferrante.', no(negative, 'customer')),
  c('ar: customer and word', 'improve', 'الإعفاء لكريم بن صالح.', no(negative, 'customer')),
  c('en: their decisions as such', 'improve', 'Your refunds are too generous.', no(negative, 'words')),
  c('it: le loro decisioni', 'improve', 'Concedi troppi rimborsi.', no(negative, 'words')),
  c('fr: leurs décisions', 'improve', 'Tu accordes trop de remises.', no(negative, 'words')),
  c('ar: قراراتهم', 'improve', 'قراراتك غير مبررة.', no(negative, 'words')),
  c('over two sentences', 'improve', 'I saw your refunds. They were mistakes.', no(negative, 'words')),
  // ------------------------------------------------ coaching notes
  c(
    'en: blame in coaching',
    'coaching',
    'You should not have waived the fee.',
    no(blame, 'contact', { on: 'D' }),
  ),
  c('it: colpa in un consiglio', 'coaching', 'Il rimborso era un errore.', no(blame, 'contact', { on: 'C' })),
  c('fr: reproche', 'coaching', "Tu n'aurais pas dû rembourser.", no(blame, 'contact', { on: 'C' })),
  c('ar: لوم', 'coaching', 'ما كان ينبغي لك أن تمنح الإعفاء.', no(blame, 'contact', { on: 'D' })),
  c('coaching that names the amount', 'coaching', 'Think about the 25 €.', no(negative, 'amount')),
  c('en: how to say it', 'coaching', 'Say when the refund will arrive.', yes({ on: 'C' })),
  c('it: come dirlo', 'coaching', 'Di’ sempre quando arriva il rimborso.', yes({ on: 'C' })),
  c('fr: comment le dire', 'coaching', 'Précise toujours quand le remboursement arrive.', yes({ on: 'C' })),
  c('ar: كيف يقال', 'coaching', 'اذكر دائماً متى يصل الاسترداد.', yes({ on: 'C' })),
  // ------------------------------------------------ scores
  c('score without its scope', 'score', 'Good.', no('score_without_scope', '', { on: 'C' })),
  c(
    'score that speaks of it',
    'score',
    'Refund not needed.',
    no(score, 'contact', { on: 'C', covers: ['clarity'] }),
  ),
  c(
    'it: voto sul rimborso',
    'score',
    'Voto basso per i rimborsi.',
    no(score, 'words', { covers: ['clarity'] }),
  ),
  c(
    'score of the rest',
    'score',
    'Ascolto attento, chiusura chiara.',
    yes({ on: 'C', covers: ['listening'] }),
  ),
  c('ar: score of the rest', 'score', 'إصغاء جيد ولغة واضحة.', yes({ on: 'D', covers: ['listening'] })),
  // ------------------------------------------------ pay
  c(
    'deduction in its contact',
    'deduction',
    'As agreed.',
    no(charge, 'contact', { on: 'C', pay: [900, 'EUR'] }),
  ),
  c('deduction of its amount', 'deduction', 'As agreed.', no(charge, 'pay', { pay: [2500, 'EUR'] })),
  c(
    'it: trattenuta sui rimborsi',
    'deduction',
    'Per i rimborsi di marzo.',
    no(charge, 'words', { pay: [900, 'EUR'] }),
  ),
  c('deduction for a lost badge', 'deduction', 'Badge smarrito.', yes({ pay: [1000, 'EUR'] })),
  c('bonus made less', 'bonus', 'Less: we deduct the refund.', no(charge, 'words', { pay: [5000, 'EUR'] })),
  c('bonus', 'bonus', 'For three years with us.', yes({ pay: [5000, 'EUR'] })),
  // ------------------------------------------------ praise
  c(
    'en: praise of a refund',
    'praise',
    'The refund of 25 € was right. Well done!',
    yes({ on: 'C', decision: true }),
  ),
  c('it: elogio', 'praise', 'Bravissima: il rimborso ha sistemato un nostro errore.', yes({ on: 'C' })),
  c('fr: éloge', 'praise', "Bravo pour le remboursement, ce n'était pas trop.", yes({ on: 'C' })),
  c('ar: ثناء', 'praise', 'أحسنت، الإعفاء كان قراراً صحيحاً.', yes({ on: 'D', decision: true })),
  c(
    'praise that charges',
    'praise',
    'Bravo! La retenue sera sur ta prime.',
    no(charge, 'link', { decision: true }),
  ),
  c(
    'praise that blames',
    'praise',
    'Nice tone, but you should not have refunded.',
    no(blame, 'contact', { on: 'C' }),
  ),
  c('it: elogio che accusa', 'praise', 'Il rimborso era eccessivo.', no(blame, 'contact', { on: 'C' })),
  // ------------------------------------------------ notes and answers beside a contact
  c(
    'a note of the work',
    'note',
    'Rimborsati 25 €: errore in fattura, addebitata due volte.',
    yes({ on: 'C' }),
  ),
  c(
    'en: a note of the work',
    'note',
    'Refund sent, amount 25.00. Customer was charged twice by mistake.',
    yes({ on: 'C' }),
  ),
  c(
    'it: a carico di chi ha deciso',
    'note',
    'Il rimborso sarà trattenuto dallo stipendio.',
    no(charge, 'contact', { on: 'C' }),
  ),
  c('en: docked', 'note', 'The refund is deducted from her salary.', no(charge, 'contact', { on: 'C' })),
  c(
    'fr: sur la prime',
    'note',
    'Le remboursement sera retenu sur sa prime.',
    no(charge, 'contact', { on: 'C' }),
  ),
  c('ar: من الراتب', 'note', 'سيُخصم مبلغ الاسترداد من راتبه.', no(charge, 'contact', { on: 'C' })),
  c(
    'en: blame in a note',
    'note',
    'He should not have given this refund.',
    no(blame, 'contact', { on: 'C' }),
  ),
  c('it: richiamo', 'note', 'Richiamo per il rimborso.', no(blame, 'contact', { on: 'C' })),
  c('blame by name', 'note', 'Amira: troppo, questo rimborso.', no(blame, 'contact', { on: 'C' })),
  c(
    'it: what was charged, not what was given',
    'note',
    'La commissione non doveva essere addebitata: rimborsata.',
    yes({ on: 'C' }),
  ),
  c('en: the same', 'note', 'We should not have charged the fee. Refund sent.', yes({ on: 'C' })),
  c(
    'en: the passive is no way around',
    'note',
    'The refund should not have been given.',
    no(blame, 'contact', { on: 'C' }),
  ),
  // ------------------------------------------------ proposals
  c('a limit too generous', 'proposal', 'The refund limit is too generous for billing.', yes()),
  c(
    'it: un limite troppo basso',
    'proposal',
    'Il rimborso fino a 25 € è troppo poco: i clienti tornano.',
    yes(),
  ),
  c('a proposal that names and blames', 'proposal', 'Amira refunds too much.', no(blame, 'words')),
  c(
    'a proposal that charges',
    'proposal',
    'Refunds should be deducted from pay and bonus.',
    no(charge, 'words'),
  ),
  // ------------------------------------------------ what is free
  c('en: another matter', 'improve', 'You left the customer waiting for two days.', yes({ on: 'other' })),
  c('it: altro, nel contatto', 'improve', 'Nella seconda risposta il tono era brusco.', yes({ on: 'C' })),
  c('fr: autre chose', 'improve', 'Relis ta réponse avant de l’envoyer.', yes({ on: 'C' })),
  c('ar: أمر آخر', 'improve', 'أجب عن السؤال الثاني أيضاً.', yes({ on: 'D' })),
  c('a number that is no amount', 'improve', 'You answered 25 minutes late.', yes()),
  c('good morning is no voucher', 'improve', 'Buongiorno va scritto in ogni messaggio.', yes({ on: 'C' })),
  c('feelings are no fees', 'improve', 'I feel that feedback reached you late.', yes({ on: 'D' })),
]
