import { expect, test } from 'vitest'
import { html } from '../../../src/server/customer-page/html.ts'

test('what is put in stays letters, in text and in attributes', () => {
  const evil = `"><script>alert('1')</script>&amp;`
  const { markup } = html`<p title="${evil}">${evil}</p>`
  expect(markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</p>',
  )
})

test('markup nests, lists join, and nothing is nothing', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
  expect(html`<ul>${items}${null}${false}${undefined}${0}</ul>`.markup).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>',
  )
})

test('an object that only looks like markup is no markup', () => {
  const fake = JSON.parse('{"markup":"<script>"}')
  expect(html`${fake}`.markup).toBe('[object Object]')
})
