import { useTranslation } from 'react-i18next'
import { isSameName, pledgeHashes } from '../../core/pledge/text.ts'
import type { ResultOf } from '../api.ts'
import { languages } from '../language.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Culture.module.css'

type PledgeProps = Pick<ResultOf<'culture.show'>, 'version' | 'mine'>

/** The text, for all to read; and for whoever stands above an agent, the place to sign it. */
export function Pledge({ version, mine }: PledgeProps) {
  const { t } = useTranslation()
  const { date } = useFormat()
  // paragraphs never change place, and two may be alike
  const paragraphs = t(`culture.pledge_v${version as 1}`).split('\n')
  return (
    <>
      <div className={styles.pledge}>
        {paragraphs.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      {mine?.signedAt && (
        <p className={styles.sign}>{t('culture.you_signed', { day: date(mine.signedAt.slice(0, 10)) })}</p>
      )}
      {mine && !mine.signedAt && <Sign version={version} />}
    </>
  )
}

function Sign({ version }: { version: number }) {
  const { t, i18n } = useTranslation()
  const { person } = useSession()
  const sign = useAct('pledge.sign')
  const [name, keep, drop] = useKept('culture.name', '')
  const language = languages.find((one) => one === i18n.language) ?? 'en'
  return (
    <div className={styles.sign}>
      <Form
        faults={{ name: !isSameName(name, person.name) && t('culture.name_needed') }}
        onSubmit={() =>
          sign.run(
            { body: { version, language, hash: pledgeHashes[version as 1][language], name: name.trim() } },
            drop,
          )
        }
      >
        {(shown) => (
          <>
            <p>{t('culture.your_pledge')}</p>
            <TextField
              label={t('culture.name_label')}
              hint={t('culture.name_hint', { name: person.name })}
              maxLength={120}
              autoComplete="off"
              value={name}
              onChange={keep}
              error={shown.name}
            />
            <ProblemNote problem={sign.problem} />
            <Row>
              <ActButton kind="you" type="submit" busy={sign.busy}>
                {t('culture.sign')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </div>
  )
}
