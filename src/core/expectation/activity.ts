/**
 * Law 5: an expectation names a result. Measures of activity are refused in any wording; these are the
 * wordings, per kind of activity and language. Matched on words without case, accents, Arabic vowel signs and
 * punctuation, so that "A.H.T.", "a h t" and "AHT" are one.
 */
export const activityKinds = [
  'handling_time',
  'contacts_a_day',
  'occupancy',
  'adherence',
  'availability',
  'decisions_given',
] as const
export type ActivityKind = (typeof activityKinds)[number]

export type Activity = { kind: ActivityKind /** as it stands in the text */; words: string }

const wordings: Record<ActivityKind, readonly RegExp[]> = {
  handling_time: [
    /\b(aht|att|acw|tmg|tmc|tmo|dmt|dmc|dma)\b/,
    /\b(handle|handling|talk|wrap ?up|after call|call|conversation|contact|resolution) (times?|duration|lengths?|minutes)\b/,
    /\b(times?|minutes|duration|lengths?|seconds) (per|of|a|each|spent on) (an? |the |each )?(call|contact|chat|case|ticket|conversation|customer|mail|e mail)s?\b/,
    /\b(call|contact|chat|case|ticket|conversation|mail)s? (in |in the )?(in|under|within|below|shorter than|less than|faster than) (\d+|[a-z]+) (minutes?|seconds?|hours?)\b/,
    /\b(shorter|faster|quicker|speedier) (call|contact|chat|case|conversation|handling)s?\b/,
    /\btemp[oi] (medi[oa] )?(di |per )?(gestione|conversazione|lavorazione|trattazione|chiamata|contatto|risposta al cliente|cliente)\b/,
    /\b(durata|lunghezza) (media )?(del(la|le|l)?|dei|di|per)? ?(chiamat[ae]|contatt[oi]|conversazion[ei]|chat|pratic(a|he)|gestion[ei])\b/,
    /\b(minuti|secondi|tempo) (a|per|al) (chiamata|contatto|cliente|chat|pratica|ticket)\b/,
    /\b(chiamate|contatti|chat|pratiche|conversazioni) (piu )?(brevi|corte|veloci|rapide|rapidi|corti)\b/,
    /\b(chiamate|contatti|chat|pratiche) (in|entro|sotto i|sotto|in meno di) (\d+|[a-z]+) (minuti|secondi|ore)\b/,
    /\b(duree|temps) (moyen(ne)? )?(de |du |d |des |par |d un |d une )?(traitement|conversation|appel|appels|contact|contacts|communication|dossier|dossiers|gestion|client)\b/,
    /\b(minutes|secondes|temps) (par|d un|de chaque) (appel|contact|client|dossier|chat|ticket)\b/,
    /\b(appels|contacts|conversations|dossiers|chats) (plus )?(courts|courtes|rapides|brefs|breves)\b/,
    /\b(appels|contacts|dossiers|chats) (en|sous|en moins de|dans les) (\d+|[a-z]+) (minutes?|secondes?|heures?)\b/,
    /(متوسط )?(مده|زمن|وقت|مدت) (ال)?(معالجه|مكالمه|مكالمات|محادثه|محادثات|تعامل|خدمه|اتصال|اتصالات|حديث|طلب|تواصل)/,
    /(دقيقه|دقايق|ثانيه|ثواني|ثوان) (لكل|في كل|للمكالمه|لل)/,
    /(مكالمات|محادثات) (اقصر|اسرع|قصيره|سريعه)/,
  ],
  contacts_a_day: [
    /\b(calls?|contacts?|tickets?|chats?|cases?|mails?|conversations?|replies|customers?|answers?|closures?) (handled |taken |answered |closed |made |served )?(per|a|each|every|an) (day|hour|shift|week|month|agent|person|head)\b/,
    /\b(number|volume|count|quantity|amount) of (calls?|contacts?|tickets?|chats?|cases?|mails?|conversations?|replies|messages)\b/,
    /\b(productivity|throughput|output)\b/,
    /\b(daily|hourly) (calls?|contacts?|tickets?|chats?|volumes?|output|target)\b/,
    /\b(chiamate|contatti|ticket|chat|pratiche|mail|risposte|clienti|conversazioni|chiusure) (gestit[ei] |pres[ei] |evas[ei] |chius[ei] |servit[ei] )?(al|allo|alla|all|per|ogni) (giorno|ora|turno|settimana|mese|agente|operatore|testa|persona)\b/,
    /\b(numero|volume|quantita) (di|delle|dei|degli) (chiamate|contatti|ticket|chat|pratiche|mail|risposte|conversazioni|messaggi)\b/,
    /\b(produttivita|pezzi|volumi)\b/,
    /\b(chiamate|contatti|pratiche|ticket) (giornalier[ei]|orari[ei]|quotidian[ei])\b/,
    /\b(appels|contacts|tickets|chats|dossiers|mails|reponses|clients|conversations) (traites |traitees |pris |clos |servis )?(par|chaque|a l) (jour|heure|poste|semaine|mois|agent|conseiller|tete|personne)\b/,
    /\b(nombre|volume|quantite) (de |d |des )(appels|contacts|tickets|chats|dossiers|mails|reponses|conversations|messages)\b/,
    /\b(productivite|cadence|rendement)\b/,
    /(عدد|حجم|كميه) (ال)?(مكالمات|اتصالات|محادثات|تذاكر|رسايل|ردود|عملاء|ملفات|حالات|طلبات)/,
    /(مكالمات|اتصالات|محادثات|تذاكر|رسايل|عملاء|ملفات|طلبات) (يوميا|في اليوم|في الساعه|لكل يوم|لكل ساعه|لكل موظف|كل يوم|كل ساعه)/,
    /(ال)?انتاجيه/,
  ],
  occupancy: [
    /\b(occupancy|utili[sz]ation|idle time|busy time)\b/,
    /\b(occupazione (dell|degli|dei|delle)? ?(agent[ei]|operator[ei]|tempo)|tasso di occupazione|saturazione|tempo inattivo|tempi morti)\b/,
    /\b(taux d occupation|occupation (des|de l) ?(agents?|conseillers?|equipe)|taux d utilisation|temps mort|temps d inactivite)\b/,
    /(نسبه|معدل) (ال)?(اشغال|انشغال|استغلال)/,
  ],
  adherence: [
    /\b(schedule )?(adherence|conformance)\b/,
    /\b(punctuality|login hours|log in time|logged in time|attendance|break(s)? (time|length|duration)|time on break)\b/,
    /\b(aderenza|rispetto) (al|ai|alla|alle|del|dei|delle)? ?(turn[oi]|orari[oi]?|pause|pianificazione)\b/,
    /\b(puntualita|presenze?|durata delle pause|ore di login|tempo di login)\b/,
    /\b(adherence|respect|conformite) (au|aux|des|du|a) ?(la |l )?(planning|plannings|horaires?|pauses|emploi du temps)\b/,
    /\b(ponctualite|assiduite|temps de pause|duree des pauses|temps de connexion)\b/,
    /(ال)?التزام (ب|با)?(ال|ل)?(جدول|جداول|دوام|مواعيد العمل|ورديه)/,
    /(حضور وانصراف|الحضور والانصراف|مده الاستراحه|وقت الاستراحه|ساعات الدخول)/,
  ],
  availability: [
    /\b(time|minutes|hours) (in|on) (ready|available|not ready|aux|queue)\b/,
    /\b(speed of answer|asa|abandon(ment)? rate|service level|sla 80 20|first response times?|response times?|reply times?)\b/,
    /\b(tempo (medio )?(di|della) (attesa|prima risposta|risposta)|livello di servizio|tasso di abbandono)\b/,
    /\b(temps (moyen )?(d attente|de reponse|de premiere reponse)|niveau de service|taux d abandon|taux de decroche)\b/,
    /(سرعه الرد|وقت الرد|زمن الرد|وقت الاستجابه|زمن الاستجابه|مستوي الخدمه|معدل التخلي)/,
  ],
  decisions_given: [
    /\b(fewer|less|lower|reduce|cut|limit|number of|cost of|amount of|spend on) (the )?(refunds?|waivers?|decisions|goodwill|credits|exceptions|escalations|support requests)\b/,
    /\b(meno|ridurre|riduzione d(ei|elle|egli)|limitare|numero di|costo d(ei|elle|egli)) (i |le |gli )?(rimborsi|storni|decisioni|omaggi|eccezioni|richieste di (aiuto|supporto|sostegno))\b/,
    /\b(moins de|reduire|limiter|nombre de|cout des) (les |des )?(remboursements|gestes|decisions|exceptions|demandes d aide|demandes de soutien)\b/,
    /(تقليل|خفض|تخفيض|عدد|تكلفه|كلفه|الحد من) (ال)?(استرداد|تعويضات|قرارات|اعفاءات|استثناءات|طلبات الدعم|تعويض)/,
  ],
}

/** The first activity that a text is about; null where it names none. */
export function findActivity(text: string): Activity | null {
  const plain = plainWords(text)
  for (const kind of activityKinds)
    for (const wording of wordings[kind]) {
      const words = wording.exec(plain)?.[0]
      if (words) return { kind, words: words.trim() }
    }
  return null
}

/** Lower case, without accents, vowel signs and punctuation; abbreviations spelt with dots are joined. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/gu, '')
    .toLowerCase()
    .replace(/\b(\p{L})[.\s-](?=\p{L}\b)/gu, '$1')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
