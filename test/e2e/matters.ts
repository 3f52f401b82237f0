import type { Matter } from './customer.ts'

/** What is said in the path of a contact. The second doubt is for the agent to write down. */
export type SpokenMatter = Matter & {
  reply: string
  answer: string
  answer2: string
  answer3: string
  answer4: string
  granted: string
  because: string
  rating: string
  back: string
}

export const matters: Record<'it' | 'ar', SpokenMatter> = {
  it: {
    name: 'Ginevra Sandrelli',
    email: 'ginevra.sandrelli@posta.example',
    touchpoint: 'billing',
    words:
      'Buongiorno, ho pagato il 3 come ogni mese e trovo 25 € di commissione per ritardo. Non è stato un mio ritardo.',
    doubts: ['Devo davvero pagare la commissione?', 'Il mese prossimo succederà di nuovo?'],
    reply: 'Buongiorno Ginevra, ha ragione a scriverci: l’ordine è del 3, quindi in tempo.',
    answer: 'No: la commissione è annullata da adesso.',
    answer2: 'No, la data che vale è quella dell’ordine.',
    answer3: 'No: da oggi il suo conto è segnato perché valga la data dell’ordine, sempre.',
    answer4: 'Ho controllato: la voce in estratto conto è lo storno, non una nuova commissione.',
    granted: 'Va bene, se lo merita tutto.',
    because: 'Non capisco quale data conta per la banca',
    rating: 'Finalmente qualcuno che decide.',
    back: 'Nell’estratto conto la commissione c’è ancora.',
  },
  ar: {
    name: 'سلوى بن عمر',
    email: 'salwa.benomar@barid.example',
    touchpoint: 'billing',
    words: 'صباح الخير، دفعت في موعدي كالعادة ووجدت رسم تأخير قدره 25 يورو. التأخير لم يكن مني.',
    doubts: ['هل يجب أن أدفع الرسم فعلًا؟', 'هل سيتكرر ذلك الشهر القادم؟'],
    reply: 'صباح الخير سلوى، معك حق: الأمر صدر في موعده.',
    answer: 'لا، أُلغي الرسم من الآن.',
    answer2: 'لا، التاريخ المعتمد هو تاريخ الأمر.',
    answer3: 'لا، سجّلنا على حسابك أن تاريخ الأمر هو المعتمد دائمًا.',
    answer4: 'راجعت الأمر: السطر في كشف الحساب هو الإرجاع وليس رسمًا جديدًا.',
    granted: 'موافقة، هي تستحق ذلك.',
    because: 'لا أفهم أي تاريخ تعتمده البنك',
    rating: 'أخيرًا شخص يقرر.',
    back: 'ما زال الرسم ظاهرًا في كشف الحساب.',
  },
}
