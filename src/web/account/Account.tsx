import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { switchLanguage } from '../i18n.ts'
import { languages, ownNames } from '../language.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Page, Row, Rule, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Account.module.css'
import { Letter } from './Letter.tsx'
import { Levels } from './Levels.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { Sessions } from './Sessions.tsx'

export function Account() {
  const { t } = useTranslation()
  const { person, can } = useSession()
  return (
    <Page
      title={t('account.title')}
      sentence={t('account.sentence')}
      lead={t('account.lead', { email: `\u2068${person.email}\u2069` })}
    >
      <section>
        <h2 className={styles.heading}>{t('account.about')}</h2>
        <About />
      </section>
      {can('expectation.agree') && (
        <>
          <Rule />
          <section>
            <h2 className={styles.heading}>{t('stories.letter')}</h2>
            <Letter />
          </section>
        </>
      )}
      {can('decision.make') && (
        <>
          <Rule />
          <section>
            <h2 className={styles.heading}>{t('account.levels')}</h2>
            <Levels />
          </section>
        </>
      )}
      <Rule />
      <section>
        <h2 className={styles.heading}>{t('account.password')}</h2>
        <Password />
      </section>
      <Rule />
      <section>
        <h2 className={styles.heading}>{t('passkey.title')}</h2>
        <p className={styles.text}>{t('passkey.lead')}</p>
        <Passkeys />
      </section>
      <Rule />
      <section>
        <h2 className={styles.heading}>{t('account.sessions')}</h2>
        <p className={styles.text}>{t('account.sessions_lead')}</p>
        <Sessions />
      </section>
    </Page>
  )
}

function About() {
  const { t } = useTranslation()
  const { person } = useSession()
  const [name, setName] = useState(person.name)
  const [language, setLanguage] = useState(person.language)
  const update = useAct('account.update')
  return (
    <Form
      faults={{ name: !name.trim() && t('account.name_needed') }}
      onSubmit={() =>
        update.run({ body: { name: name.trim(), language } }, (me) => switchLanguage(me.language))
      }
    >
      {(fault) => (
        <>
          <TextField
            label={t('account.name')}
            hint={t('account.name_hint')}
            autoComplete="name"
            maxLength={120}
            value={name}
            onChange={setName}
            error={fault.name}
          />
          <SelectField
            label={t('account.language')}
            hint={t('account.language_hint')}
            options={languages.map((value) => ({ value, label: ownNames[value] }))}
            value={language}
            onChange={setLanguage}
          />
          <ProblemNote problem={update.problem} />
          <Row>
            <ActButton type="submit" busy={update.busy}>
              {t('account.save')}
            </ActButton>
            <span role="status">{update.done && <Soft>{t('account.saved')}</Soft>}</span>
          </Row>
        </>
      )}
    </Form>
  )
}
