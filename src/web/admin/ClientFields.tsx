import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { type ClientDraft, clientFaults } from './client-draft.ts'
import { LanguageChecks } from './LanguageChecks.tsx'

/** The faults of a draft in words, for a form. */
export function useClientFaults(draft: ClientDraft): Record<string, string | false> {
  const { t } = useTranslation()
  const found = clientFaults(draft)
  return {
    name: found.name && t('admin.client_name_needed'),
    slug: found.slug && t('admin.slug_needed'),
    languages: found.languages && t('admin.languages_needed'),
    currencies: found.currencies && t('admin.currencies_needed'),
    touchpoints: found.touchpoints && t('admin.touchpoints_needed'),
    closingDays: found.closingDays && t('admin.closing_needed'),
    fulfilmentUrl: found.fulfilmentUrl && t('admin.fulfilment_needed'),
  }
}

type ClientFieldsProps = {
  draft: ClientDraft
  fault: Record<string, string | undefined>
  onChange: (draft: ClientDraft) => void
  /** what stands below the name */
  children?: ReactNode
}

export function ClientFields({ draft, fault, onChange, children }: ClientFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t('admin.client_name')}
        maxLength={80}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        error={fault.name}
      />
      {children}
      <LanguageChecks
        label={t('admin.languages')}
        chosen={draft.languages}
        onChange={(languages) => onChange({ ...draft, languages })}
        fault={fault.languages}
      />
      <TextField
        label={t('admin.currencies')}
        hint={t('admin.currencies_hint')}
        value={draft.currencies}
        onChange={(currencies) => onChange({ ...draft, currencies })}
        error={fault.currencies}
      />
      <TextAreaField
        label={t('admin.touchpoints')}
        hint={t('admin.touchpoints_hint')}
        rows={4}
        value={draft.touchpoints}
        onChange={(touchpoints) => onChange({ ...draft, touchpoints })}
        error={fault.touchpoints}
      />
      <TextField
        inputMode="numeric"
        label={t('admin.closing_field')}
        hint={t('admin.closing_hint')}
        maxLength={2}
        value={draft.closingDays}
        onChange={(closingDays) => onChange({ ...draft, closingDays })}
        error={fault.closingDays}
      />
      <TextField
        type="url"
        label={t('admin.fulfilment')}
        hint={t('admin.fulfilment_hint')}
        maxLength={500}
        value={draft.fulfilmentUrl}
        onChange={(fulfilmentUrl) => onChange({ ...draft, fulfilmentUrl })}
        error={fault.fulfilmentUrl}
      />
    </>
  )
}
