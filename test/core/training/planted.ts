import type { TextLanguage } from '../../../src/core/training/anonymise.ts'

/** A text with personal data planted in it: what must be gone, what must still be there. */
export type Planted = {
  text: string
  gone: string[]
  stays?: string[]
  people?: string[]
  places?: string[]
}

const giulia = ['Giulia Ferrante']
const karim = ['كريم بن صالح', 'ألفة الطرابلسي']

export const planted: Record<TextLanguage, Planted[]> = {
  it: [
    {
      text: 'Buongiorno, sono Giulia Ferrante e ho un dubbio.',
      gone: ['Giulia', 'Ferrante'],
      stays: ['Buongiorno', 'dubbio'],
      people: giulia,
    },
    {
      text: 'sono giulia ferrante e ho un dubbio',
      gone: ['giulia', 'ferrante'],
      stays: ['dubbio'],
      people: giulia,
    },
    {
      text: 'FERRANTE GIULIA, scrivo per la commissione',
      gone: ['FERRANTE', 'GIULIA'],
      stays: ['commissione'],
      people: giulia,
    },
    {
      text: 'Gentile signora Ferrante, la commissione è tolta.',
      gone: ['Ferrante'],
      stays: ['Gentile signora', 'tolta'],
      people: giulia,
    },
    {
      text: 'Mi scriva a giulia.ferrante@posta.example, grazie',
      gone: ['giulia', 'ferrante', 'posta.example'],
      people: giulia,
    },
    { text: 'G. Ferrante ha già pagato.', gone: ['Ferrante', 'G.'], people: giulia },
    {
      text: 'Ho parlato con il signor Bianchi ieri.',
      gone: ['Bianchi'],
      stays: ['Ho parlato con il signor', 'ieri'],
    },
    {
      text: 'Mi chiamo Teodolinda Brambati e chiamo per mia figlia.',
      gone: ['Teodolinda', 'Brambati'],
      stays: ['chiamo per mia figlia'],
    },
    {
      text: 'mi chiamo teodolinda brambati e non capisco',
      gone: ['teodolinda', 'brambati'],
      stays: ['non capisco'],
    },
    { text: 'Il conto è intestato a Ugo De Santis.', gone: ['Ugo', 'Santis'], stays: ['Il conto'] },
    {
      text: 'Mio marito Goffredo non riesce a entrare.',
      gone: ['Goffredo'],
      stays: ['non riesce a entrare'],
    },
    { text: 'Grazie.\nCordiali saluti,\nErmelinda Zanotti', gone: ['Ermelinda', 'Zanotti'] },
    {
      text: 'IBAN IT60X0542811101000000123456, bonifico di 250,00 €',
      gone: ['IT60X0542811101000000123456', '123456'],
      stays: ['250,00 €'],
    },
    { text: 'IBAN: IT60 X054 2811 1010 0000 0123 456', gone: ['X054', '2811', '1010'] },
    { text: 'La carta 4539 1488 0343 6467 è bloccata', gone: ['4539', '1488', '6467'], stays: ['bloccata'] },
    { text: 'la carta che finisce per 6467 è bloccata', gone: ['6467'], stays: ['bloccata'] },
    { text: 'Il mio numero è 338 1234567, o 02-7654321.', gone: ['1234567', '7654321', '338'] },
    { text: 'Mi chiami al +39 338 765 4321 dopo le 14:30', gone: ['765', '4321'], stays: ['14:30'] },
    { text: 'Codice fiscale FRRGLI80A41F205X', gone: ['FRRGLI80A41F205X'] },
    { text: 'Prenotazione KXPQTR, due notti', gone: ['KXPQTR'], stays: ['due notti'] },
    { text: 'La pratica n. AB-2291-77 è ferma', gone: ['AB-2291-77', '2291'], stays: ['ferma'] },
    {
      text: 'Abito in via Garibaldi 12, 73100 Lecce.',
      gone: ['Garibaldi', '73100', 'Lecce'],
      stays: ['Abito in'],
    },
    { text: 'abito in via dei mille 14 da sempre', gone: ['mille 14'], stays: ['da sempre'] },
    {
      text: 'Sono di Gallipoli, il pacco no.',
      gone: ['Gallipoli'],
      stays: ['il pacco no'],
      places: ['Gallipoli'],
    },
    { text: 'Ho pagato il 03/11/2026 alle 9.', gone: ['03/11/2026'], stays: ['alle 9'] },
    { text: 'Era lunedì 2 novembre 2026, 35 euro.', gone: ['2 novembre 2026'], stays: ['lunedì', '35 euro'] },
    {
      text: 'Vedi https://nummo.example/conto/8841?u=giulia per i dettagli',
      gone: ['8841', 'nummo.example'],
      stays: ['per i dettagli'],
    },
  ],
  fr: [
    {
      text: 'Bonjour, je suis Claire Monnier, on m’a débité 12,50 € deux fois.',
      gone: ['Claire', 'Monnier'],
      stays: ['12,50 €', 'deux fois'],
      people: ['Claire Monnier'],
    },
    { text: 'Je m’appelle Hédi Gharbi et j’attends.', gone: ['Hédi', 'Gharbi'], stays: ['j’attends'] },
    { text: 'Chère Madame Lefèvre, c’est fait.', gone: ['Lefèvre'], stays: ['c’est fait'] },
    {
      text: 'madame lefevre vous écrit encore',
      gone: ['lefevre'],
      stays: ['encore'],
      people: ['Anne-Sophie Lefèvre'],
    },
    {
      text: 'Merci Anne-Sophie, vous êtes gentille.',
      gone: ['Anne-Sophie', 'Sophie'],
      stays: ['gentille'],
      people: ['Anne-Sophie Lefèvre'],
    },
    { text: 'Le compte est au nom de Barnabé Quillot.', gone: ['Barnabé', 'Quillot'] },
    { text: 'Mon mari Anatole a appelé.', gone: ['Anatole'], stays: ['a appelé'] },
    { text: 'Cordialement,\nPélagie Dutertre', gone: ['Pélagie', 'Dutertre'], stays: ['Cordialement'] },
    { text: 'IBAN FR76 3000 6000 0112 3456 7890 189', gone: ['3000', '3456', '7890'] },
    { text: 'Mon téléphone : 06 12 34 56 78.', gone: ['06 12 34', '56 78'] },
    { text: 'Ma carte se termine par 9921', gone: ['9921'] },
    { text: 'Dossier ZQ81-44-K, réservation MLTRBV', gone: ['ZQ81', 'MLTRBV'] },
    {
      text: 'J’habite 12 bis rue de la République, 69002 Lyon',
      gone: ['République', '69002', 'Lyon'],
      stays: ['J’habite'],
    },
    { text: 'au 8 avenue Habib Bourguiba à Sousse', gone: ['Bourguiba', 'Sousse'], places: ['Sousse'] },
    { text: 'Le 1er novembre 2026 et le 15/11/2026.', gone: ['1er novembre 2026', '15/11/2026'] },
    { text: 'Numéro de sécurité sociale 2 84 07 75 116 004 31', gone: ['75 116', '004'] },
    { text: 'Écrivez à h.gharbi+nummo@courriel.example', gone: ['gharbi', 'courriel'] },
    { text: 'J’ai payé 1 250,00 € et 48,500 DT.', gone: [], stays: ['1 250,00 €', '48,500 DT'] },
  ],
  en: [
    {
      text: 'Hi, this is Ann Field. I was charged £20.',
      gone: ['Ann', 'Field'],
      stays: ['I was charged £20'],
      people: ['Ann Field'],
    },
    {
      text: 'ann field here, still waiting',
      gone: ['ann', 'field'],
      stays: ['still waiting'],
      people: ['Ann Field'],
    },
    { text: 'Mr. Pemberton called twice.', gone: ['Pemberton'], stays: ['called twice'] },
    {
      text: 'My name is Ottoline Crabbe and I booked a room.',
      gone: ['Ottoline', 'Crabbe'],
      stays: ['booked a room'],
    },
    { text: 'my name is ottoline crabbe and i booked', gone: ['ottoline', 'crabbe'], stays: ['i booked'] },
    { text: 'My wife Philippa is ill.', gone: ['Philippa'], stays: ['is ill'] },
    {
      text: 'Ann’s card was refused',
      gone: ['Ann’s', 'Ann'],
      stays: ['card was refused'],
      people: ['Ann Field'],
    },
    { text: 'Kind regards,\nBartholomew Inch', gone: ['Bartholomew', 'Inch'] },
    { text: 'Account 20481163, sort code 20-45-77', gone: ['20481163', '20-45-77'] },
    { text: 'Card ending 4417 and booking HX7Q2L', gone: ['4417', 'HX7Q2L'] },
    { text: 'Call me on +44 20 7946 0958 or 07700 900123', gone: ['7946', '0958', '900123'] },
    {
      text: 'I live at Flat 3, 221 Baker Street, NW1 6XE',
      gone: ['Baker', '221', 'NW1 6XE'],
      stays: ['I live at'],
    },
    {
      text: 'It was due on November 3rd, 2026 (11/23/2026 at the latest).',
      gone: ['November 3rd', '11/23/2026'],
    },
    { text: 'Tell @annfield_22 or see www.annfield.example/me', gone: ['annfield'] },
    { text: 'Confirmation number is 7781-QQ', gone: ['7781'] },
    {
      text: 'GB29 NWBK 6016 1331 9268 19 is my account',
      gone: ['NWBK', '6016', '9268'],
      stays: ['is my account'],
    },
    {
      text: 'I paid 120 euros on 2026-11-03 for 2 nights',
      gone: ['2026-11-03'],
      stays: ['120 euros', '2 nights'],
    },
  ],
  ar: [
    {
      text: 'السلام عليكم، أنا كريم بن صالح ولدي سؤال',
      gone: ['كريم', 'صالح'],
      stays: ['السلام عليكم', 'ولدي سؤال'],
      people: karim,
    },
    { text: 'حسابي باسم كريم بن صالح', gone: ['كريم', 'صالح'], people: karim },
    { text: 'أرسلت المبلغ لكريم وشكرته', gone: ['كريم'], stays: ['أرسلت المبلغ'], people: karim },
    { text: 'السيد كَرِيم بن صالح المحترم', gone: ['كَرِيم', 'صالح'], people: karim },
    { text: 'شكراً ألفة، كنتِ لطيفة', gone: ['ألفة'], stays: ['لطيفة'], people: karim },
    { text: 'شكرا الفه الطرابلسي', gone: ['الفه', 'الطرابلسي'], people: karim },
    { text: 'تحدثت مع السيدة منجية القروي أمس', gone: ['منجية', 'القروي'], stays: ['أمس'] },
    { text: 'اسمي محمد الفاسي وأنتظر الرد', gone: ['محمد', 'الفاسي'], stays: ['وأنتظر الرد'] },
    { text: 'زوجتي فاطمة لم تستلم الطرد', gone: ['فاطمة'], stays: ['لم تستلم الطرد'] },
    { text: 'دفعت ٤٨٫٥٠٠ دينار يوم ٣ نوفمبر ٢٠٢٦', gone: ['٣ نوفمبر ٢٠٢٦'], stays: ['٤٨٫٥٠٠ دينار'] },
    { text: 'رقم الحساب ٠٨٠٠٦٠٠٠١٢٣٤٥٦٧٨', gone: ['١٢٣٤٥٦٧٨'], stays: ['رقم الحساب'] },
    { text: 'هاتفي ٢٢ ٣٤٥ ٦٧٨ أو 98 765 432', gone: ['٣٤٥', '765'] },
    { text: 'بطاقتي تنتهي بـ ٤٤١٧', gone: ['٤٤١٧'], stays: ['بطاقتي'] },
    { text: 'رقم الحجز KX7P2Q', gone: ['KX7P2Q'] },
    { text: 'بريدي karim.salah@barid.example', gone: ['karim', 'barid'] },
    {
      text: 'أسكن في شارع الحبيب بورقيبة 14، سوسة',
      gone: ['الحبيب', 'بورقيبة', 'سوسة'],
      stays: ['أسكن في'],
      places: ['سوسة'],
    },
    { text: 'العنوان: 5 نهج ابن خلدون', gone: ['خلدون'], stays: ['العنوان'] },
    { text: 'وصلتني الفاتورة في 15 جانفي 2027', gone: ['15 جانفي 2027'], stays: ['وصلتني الفاتورة'] },
    { text: 'TN59 1000 6035 1835 9847 8831 هو حسابي', gone: ['6035', '9847'], stays: ['هو حسابي'] },
  ],
}
