import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import styles from './Mandates.module.css'

/** What is being written, by whom it was last changed. Only who may draft sees it. */
export function DraftLines() {
  const { t } = useTranslation()
  const { list, isolate, moment } = useFormat()
  const drafts = useReadPages('draft.list')
  if (!drafts.items || drafts.items.length === 0) return null
  return (
    <section>
      <h2 className={styles.heading}>{t('draft.being_written')}</h2>
      <Lines label={t('draft.being_written')}>
        {drafts.items.map((draft) => (
          <Line
            key={draft.id}
            title={
              <Link to={`/mandates/drafts/${draft.id}`}>
                {t('draft.title', { client: draft.clientName })}
              </Link>
            }
            end={t('draft.last_by', { name: isolate(draft.updatedBy), moment: moment(draft.updatedAt) })}
          >
            <p>
              {draft.teams.length > 0
                ? t('mandates.for_teams', { teams: list(draft.teams.map(({ name }) => isolate(name))) })
                : t('draft.for_nobody')}
            </p>
          </Line>
        ))}
      </Lines>
      <More of={drafts}>{t('draft.more')}</More>
    </section>
  )
}
