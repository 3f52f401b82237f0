/** What people say in the course of a week. */
export type WeekWords = {
  bring: string
  add: string
  objection: string
  agreed: string
  reply: string
  takeUp: string
  caseTitle: string
  situation: string
  other: string
  reach: string
  inTheWay: string
  obstacle: string
  owner: string
  removed: string
  breach: string
  answer: string
  glad: string
  result: string
  measure: string
}

export const weekWords: Record<'it' | 'ar', WeekWords> = {
  it: {
    bring: 'Vorrei parlare di chi scrive per conto di un genitore: non so mai quanto posso dire.',
    add: 'Porto anche questo contatto: guardiamo dove il figlio ha capito.',
    objection: 'Qui parlava già la madre: il figlio era solo in copia.',
    agreed: 'Chiedo per prima cosa per chi si scrive, e lo annoto.',
    reply: 'Capisco. La tolgo adesso, e se succede ancora spostiamo la scadenza prima.',
    takeUp: 'Ne parliamo mercoledì: portate un contatto ciascuno.',
    caseTitle: 'Un addebito che nessuno riconosce',
    situation: 'Cliente da cinque anni. Ha appena cambiato carta.',
    other: 'Guardo subito che cosa è successo, resti con me.',
    reach: 'Rendere l’addebito al primo messaggio, e dire perché non tornerà.',
    inTheWay: 'Il gestionale non accetta il codice fiscale di un tutore.',
    obstacle: 'I tutori non si possono registrare',
    owner: 'Anagrafica clienti',
    removed: 'Da oggi il tutore si registra accanto al titolare, con il suo documento.',
    breach: 'Mi ha detto che una decisione così la paghiamo noi a fine mese.',
    answer: 'Abbiamo chiarito con chi doveva saperlo: nessuna decisione costa a chi la prende.',
    glad: 'Una frase così la vorrei scrivere io.',
    result: 'Quando un cliente aspetta e io chiedo, qualcuno mi risponde',
    measure: 'delle richieste del team, quelle a cui si risponde in tempo',
  },
  ar: {
    bring: 'أودّ أن نتحدث عمّن يكتب نيابة عن والديه: لا أعرف كم أستطيع أن أقول.',
    add: 'أضيف هذه المحادثة: لننظر أين فهم الابن.',
    objection: 'هنا كانت الأم هي المتحدثة، والابن في النسخة فقط.',
    agreed: 'أسأل أولًا باسم من نكتب، وأدوّن ذلك.',
    reply: 'أرى العمليتين أمامي، وأعالج الأمر الآن.',
    takeUp: 'نتحدث عنها يوم الأربعاء: ليأتِ كل منكم بمحادثة.',
    caseTitle: 'خصم لا يعرفه أحد',
    situation: 'عميل منذ خمس سنوات، وقد غيّر بطاقته للتو.',
    other: 'أنظر الآن فيما حدث، ابقَ معي.',
    reach: 'ردّ المبلغ من الرسالة الأولى، وشرح لماذا لن يتكرر.',
    inTheWay: 'النظام لا يقبل رقم الوصي على العميل.',
    obstacle: 'لا يمكن تسجيل الأوصياء',
    owner: 'قسم بيانات العملاء',
    removed: 'صار الوصي يُسجَّل إلى جانب صاحب الحساب بوثيقته.',
    breach: 'قيل لنا إن قرارًا كهذا يُقتطع من رواتبنا.',
    answer: 'أوضحنا لمن يلزم: لا قرار يكلّف من اتخذه شيئًا.',
    glad: 'ليتني كتبت هذه الجملة.',
    result: 'حين ينتظر العميل وأطلب العون، يجيبني أحد',
    measure: 'من طلبات الفريق، ما يُجاب عنه في وقته',
  },
}
