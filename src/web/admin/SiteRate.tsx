import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField } from '../ui/fields.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'

type SiteRateProps = {
  siteId: string
  rate: ResultOf<'rate.list'>['items'][number]['hour'] | null
  currencies: readonly string[]
  onDone: () => void
}

/** What an hour of an agent's work costs at a site: cost to serve comes from it, for sites and months only. */
export function SiteRate({ siteId, rate, currencies, onDone }: SiteRateProps) {
  const { t } = useTranslation()
  const set = useAct('rate.set')
  const [currency, setCurrency] = useState(rate?.currency ?? currencies[0] ?? 'EUR')
  const [minor, setMinor] = useState<number | null>(rate?.minor ?? null)
  const params = { siteId }
  return (
    <Form
      faults={{ hour: !minor && t('admin.rate_needed') }}
      onSubmit={() => set.run({ params, body: { hour: { minor: minor!, currency } } }, onDone)}
    >
      {(fault) => (
        <>
          <SelectField
            label={t('admin.rate_currency')}
            options={[...new Set([currency, ...currencies])].map((value) => ({ value, label: value }))}
            value={currency}
            onChange={setCurrency}
          />
          <MoneyField
            key={currency}
            label={t('admin.rate_hour')}
            hint={t('admin.rate_hint')}
            currency={currency}
            minor={minor}
            onChange={setMinor}
            error={fault.hour}
          />
          <ProblemNote problem={set.problem} />
          <Row>
            <ActButton type="submit" busy={set.busy}>
              {t('admin.rate_keep')}
            </ActButton>
            {rate && (
              <ActButton
                kind="quiet"
                busy={set.busy}
                onClick={() => set.run({ params, body: { hour: null } }, onDone)}
              >
                {t('admin.rate_clear')}
              </ActButton>
            )}
          </Row>
        </>
      )}
    </Form>
  )
}
