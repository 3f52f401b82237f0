import { z } from 'zod'
import type { Permission } from '../core/person/permissions.ts'

/**
 * The API as data. A row says everything both ends need: the server registers handlers from it, the web's
 * client and docs/openapi.json are made from it, and the refusal tests walk it.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `public`: no session needed; `signed_in`: any session; otherwise one of the permissions of core. */
export type Access = Permission | 'public' | 'signed_in'

export type Route = {
  method: Method
  /** below /api/v1, with `:name` parameters */
  path: string
  access: Access
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** this operation must carry an Idempotency-Key header (8 to 64 characters of A-Za-z0-9_-) */
  idempotent?: true
  /** the status of success; 204 returns nothing */
  status: 200 | 201 | 202 | 204
  returns?: z.ZodType
  /** the answer is no JSON but a file of this media type, as the handler sends it */
  sends?: string
  /** requests a minute and address; without it the server's general limit holds */
  perMinute?: number
}

export type Routes = Record<string, Route>

/** Keeps the literal types of a table of rows. */
export function routes<const T extends Routes>(rows: T): T {
  return rows
}

type In<S> = S extends z.ZodType ? z.input<S> : undefined
type Out<S> = S extends z.ZodType ? z.output<S> : undefined
type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }

/** What a caller gives (before defaults). */
export type RequestOf<R extends Route> = Present<{
  params: In<R['params']>
  query: In<R['query']>
  body: In<R['body']>
  idempotencyKey: R['idempotent'] extends true ? string : undefined
}>
/** What a handler gets (parsed). */
export type ParsedOf<R extends Route> = {
  params: Out<R['params']>
  query: Out<R['query']>
  body: Out<R['body']>
}
/** What a caller gets back. */
export type ResponseOf<R extends Route> = R['returns'] extends z.ZodType ? z.output<R['returns']> : undefined

/** A cursor page: at most `limit` items (50 unless told, 200 at the most) and the cursor of the next page. */
export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })

export const id = z.uuid()
/** UTC, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime()
export const calendarDate = z.iso.date()
export const languages = ['it', 'fr', 'en', 'ar'] as const
export const language = z.enum(languages)
export type Language = z.infer<typeof language>
/** Integer minor units of an ISO 4217 currency: 2500 EUR is 25.00 €, 48500 TND is 48.500 DT. */
export const money = z.strictObject({
  minor: z.int().min(0).max(1_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type Money = z.infer<typeof money>
/** One line typed by a person. */
export const line = (max: number) => z.string().trim().min(1).max(max)
/** Free text typed by a person. 20,000 characters: longer than any letter seen in the mail samples. */
export const prose = (max = 20_000) => z.string().trim().min(1).max(max)
