/**
 * Beginnings of words and phrases by which a text speaks of a decision, charges it to somebody or blames for it, in
 * the product's four languages, as `plainText` leaves them. A space stands for any space or apostrophe; after the end anything goes, unless a $ ends
 * the word.
 * Lists are never complete: docs/guarantee.md says what they can't catch.
 */
const decision = [
  // English
  'refund,reimburs,money back,cash back,gave back,give back,waiv,late fee,fee$,fees$,goodwill,credit,voucher,discount',
  'upgrad,deadline,extension,replac,exception,decision,decid,concession,gave away,give away,giveaway,free of charge',
  // Italian
  'rimbors,restitu,storn,commission,annull,sconto,sconti,un buono,il buono,buono da,accredit,gratis,omaggi,regala',
  'scadenz,prorog,rinvi,sostitu,eccezion,decisi,deciso,decide,conces,rinunci,esenzion',
  // French
  'rembours,frais,exoner,remise,avoir de,un avoir,geste commercial,bon d achat,gratuit,offert,surclass,echeance',
  'report d,prolong,remplac,derogation,conced,cadeau,annul',
  // Arabic
  'استرداد,استرجاع,استرد,اعاده المبلغ,ارجاع,رد المبلغ,تعويض,اعفاء,رسوم,عموله,الغاء,رصيد,قسيمه,تخفيض,ترقيه,مهله,تاجيل',
  'تمديد,استبدال,استثناء,قرار,قرر,منح,مجان,تنازل,بادره',
]

/** Money by name: within a contact that holds a decision it is that decision's. */
const money = [
  'euro,eur$,dollar,usd$,dinar,tnd$,dirham,mad$,pound,gbp$,amount,money,sum$,cost$,costs$',
  'importo$,importi$,soldi,denaro,cifra,somma,costat,spesa$,spese$,speso$',
  'montant,argent,somme,cout$,couts$,coute',
  'دينار,يورو,دولار,درهم,مبلغ,اموال,كلف',
]

/** Taken from somebody who works here; a customer's own charges are said otherwise. */
const charge = [
  'deduct,charge you,charge it to you,charged to you,charge to your,charge her,charge him,withh,dock$,docked,docking',
  'clawback,claw back,clawed,pay it back,pay this back,repay,reimburse us,recover from,recover it from,set off,make good',
  'tratten,detra,decurt,ti addebit,te lo addebit,te li addebit,addebiter,scala dal,scalat,scaliamo,scaler,ti scal',
  'a tuo carico,a suo carico,di tasca,ripag,recuperiamo da,recuperare da,recuperer,risarcire',
  'retenu,retenir,preleve sur,prelever sur,prelevee sur,prelever de,te prelev,deduir,deduit,deduis,imput',
  'a ta charge,a votre charge,a sa charge,de ta poche,de votre poche,de sa poche',
  'اقتطاع,اقتطع,يقتطع,نقتطع,سيقتطع,نخصم,سيخصم,سنخصم,يخصم من,خصم من,خصم المبلغ من,خصمه من,يحسم,تحميلك,تتحمل,ستتحمل',
  'على حسابك,من جيبك,تدفعه من',
]

/** What somebody is paid: a charge that names it is no customer's matter. */
const pay = [
  'your pay$,his pay$,her pay$,their pay$,payslip,pay slip,paycheck,salary,wage,bonus,your pocket',
  'her pocket,his pocket,their pocket,stipendi,busta paga,paga$,premio$,tredicesima,di tasca,salair,paie$,prime$,primes$,ta poche,votre poche',
  'راتب,اجرك,اجره,اجرها,اجور,مكافا,علاوه,جيبك,جيبه,جيبها',
]

/** Held against whoever did it, whatever it is about. */
const blameStrong = [
  'should not have,shouldn t have,should n t have,ought not,had no right,never should have,warning,written up,reprimand',
  'penal,disciplin,held against,your fault,her fault,his fault,score you,mark you down,cost you points,points off',
  'non avresti dovuto,non avrebbe dovuto,non dovevi,non doveva,richiam,ammonizion,sanzion,disciplinar,contestazion',
  'colpa tua,per colpa,ti abbasso,abbass il voto,perdi punti,penalizz',
  'n aurais pas du,n aurait pas du,ne devais pas,ne devait pas,n auriez pas du,avertissement,sanction,blame,reprimand',
  'ta faute,votre faute,sa faute,perds des points,points en moins,penalis',
  'ما كان ينبغي,ما كان عليك,لم يكن عليك,لم يكن ينبغي,كان يجب الا,انذار,عقوب,تاديب,لوم,ذنبك,خطاك,خطؤك,تنبيه خطي,ناقص نقاط',
]

/** Says of the thing itself that it was not as it should be. */
const blameWeak = [
  'wrong,too generous,too much,too high,too many,too eas,too often,too quick,unjustif,unnecessar,needless,excessiv,careless',
  'reckless,inappropriat,unacceptab,not accept,bad$,poor$,waste,wasted,score,rating,points,grade,out of line,overdone',
  'sbagliat,tropp,eccessiv,ingiustific,non necessari,inutil,superficial,inaccettab,non accett,sprec,voto,punteggi,punti',
  'avventat,affrettat,esager,spropositat,non va bene,grave$',
  'mauvais,trop$,excessi,injustifi,inutile,inaccept,pas accept,gaspill,ta note,votre note,irreflechi,exager,deplace,hors de propos',
  'خاطئ,غير صحيح,مبالغ,كثير,زائد,غير مبرر,لا داعي,غير مقبول,متسرع,سيئ,اسراف,هدر,تقييم,درجه,نقاط',
]

/** Something went wrong: the customer's trouble as often as anybody's fault. */
const blameNoun = [
  'mistake,error,fault,fail,problem with your',
  'errore,errori,sbagli,mancanz',
  'erreur,faute,manquement',
  'خطا,غلط,تقصير',
]

/** The sentence means well. */
const praise = [
  'thank,well done,great,good$,right$,proud,excellent,perfect,brilliant,courag,bravo',
  'grazie,brav,ottim,bene,giust,perfett,coraggio,orgoglio,splendid,compliment',
  'merci,bravo,bien,juste,parfait,excellent,courag,fier,felicit',
  'شكرا,احسنت,ممتاز,رائع,جيد,صحيح,صواب,شجاع,فخور,برافو,موفق',
]

const negations =
  /(?<!\p{L})(?:not(?! only)|no|nothing|never|without|n't|non(?! solo| soltanto)|niente|nessun\p{L}*|senza|mai|pas(?! seulement)|aucun\p{L}*|sans|jamais|rien|ليس(?! فقط)|لا|لم|لن|بدون|دون)(?!\p{L})/gu

/** "It should not have been charged to her" blames whoever sent the bill, not whoever took it back. */
const notOfCharging =
  "(?!\\p{L}*[\\s']+(?:(?:been|be|essere|etre)[\\s']+)?(?:charg|bill|debit|appl|addebit|fattur|chiest|prelev|factur))"

const lists = { decision, money, charge, pay, blameStrong, blameWeak, blameNoun, praise }
export type WordList = keyof typeof lists

const patterns = Object.fromEntries(
  Object.entries(lists).map(([name, lines]) => [name, patternOf(lines.flatMap((line) => line.split(',')))]),
) as Record<WordList, RegExp>

/** Whether any reading of a sentence has a word of the list; `unnegated` skips those shortly after a "not". */
export function hasWord(readings: readonly string[], list: WordList, unnegated = false): boolean {
  return readings.some((reading) =>
    [...reading.matchAll(patterns[list])].some(
      (match) => !unnegated || !isNegated(reading.slice(0, match.index)),
    ),
  )
}

/** A negation among the last words before it, with no comma or "but" between. */
function isNegated(before: string): boolean {
  const clause =
    before
      .slice(-28)
      .split(/[,:،]|\bbut\b|\bma\b|\bmais\b|لكن/u)
      .at(-1) ?? ''
  return [...clause.matchAll(negations)].length > 0
}

function patternOf(stems: readonly string[]): RegExp {
  // a longer one first, so that the match starts where the phrase does; apostrophes part words like spaces do
  const parts = [...new Set(stems)]
    .sort((a, b) => b.length - a.length)
    .map((stem) => stem.replaceAll(' ', "[\\s']+").replace(/\$$/, '(?!\\p{L})'))
  // Arabic words carry conjunction, preposition, article and person before them
  return new RegExp(
    `(?<!\\p{L})(?:[وفبلك]{0,2}(?:ال|لل)?[سيتنا]?)?(?:${parts.join('|')})${notOfCharging}`,
    'gu',
  )
}
