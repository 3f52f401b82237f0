import type { Language } from '../../contract/route.ts'

/**
 * The HTML part of a mail: its text, readable, with its language and direction. Whatever a person wrote is
 * escaped; an address on a line of its own becomes a link.
 */
export function mailHtml(mail: { subject: string; text: string; language: Language }): string {
  const paragraphs = mail.text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        `<p dir="auto" style="margin:0 0 1em">${paragraph.split('\n').map(lineHtml).join('<br>')}</p>`,
    )
  return [
    '<!doctype html>',
    `<html lang="${mail.language}" dir="${mail.language === 'ar' ? 'rtl' : 'ltr'}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(mail.subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.6 Georgia,\'Noto Naskh Arabic\',serif">',
    `<div style="max-width:36em;margin:0 auto">${paragraphs.join('\n')}</div>`,
    '</body></html>',
  ].join('\n')
}

function lineHtml(line: string): string {
  const address = line.trim()
  if (!/^https?:\/\/\S+$/.test(address)) return escapeHtml(line)
  const escaped = escapeHtml(address)
  return `<a dir="ltr" href="${escaped}">${escaped}</a>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
