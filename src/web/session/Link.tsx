import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { tokenFromHash, useEnter } from './next.ts'
import { OpenFrame } from './OpenFrame.tsx'

/** Where a mailed link leads: it signs in, once. */
export function Link() {
  const { t } = useTranslation()
  const enter = useEnter()
  const redeem = useAct('session.redeemLink')
  const token = tokenFromHash()
  // React's strict mode runs effects twice, and the link works once
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || !token) return
    asked.current = true
    redeem.run({ body: { token } }, enter)
  }, [token, redeem.run, enter])

  const waiting = token && !redeem.problem
  return (
    <OpenFrame>
      <Page
        title={t('session.sign_in')}
        sentence={waiting ? t('session.link_opening') : t('session.link_over')}
        lead={waiting ? undefined : t('session.link_over_lead')}
      >
        {waiting ? (
          <Loading />
        ) : (
          <>
            {redeem.problem?.problem.code !== 'link_expired' && <ProblemNote problem={redeem.problem} />}
            <Row>
              <ActLink to="/sign-in">{t('session.to_sign_in')}</ActLink>
            </Row>
          </>
        )}
      </Page>
    </OpenFrame>
  )
}
