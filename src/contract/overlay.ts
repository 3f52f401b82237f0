import { z } from 'zod'
import { signature, signing } from './mandate.ts'
import { overlayDocument } from './mandate-document.ts'
import { id, instant, routes } from './route.ts'

export const overlay = z.strictObject({
  id,
  mandateId: id,
  /** what it widens, for whom, from when, until when */
  document: overlayDocument,
  /** SHA-256 (hex) of the document's RFC 8785 form: what is signed */
  hash: z.string(),
  createdAt: instant,
  signatures: z.array(signature),
  /** both sides have signed and its time is now */
  inForce: z.boolean(),
  /** which side this reader may sign for now */
  maySign: z.enum(['operator', 'client']).nullable(),
})
export type OverlayShown = z.infer<typeof overlay>

export const overlayRoutes = routes({
  'overlay.list': {
    method: 'GET',
    path: '/mandates/:mandateId/overlays',
    access: 'mandate.read',
    summary: 'The crisis overlays of a mandate, newest first (at most 200)',
    params: z.strictObject({ mandateId: id }),
    status: 200,
    returns: z.strictObject({ items: z.array(overlay) }),
  },
  'overlay.create': {
    method: 'POST',
    path: '/mandates/:mandateId/overlays',
    access: 'mandate.draft',
    summary:
      'Draft a dated widening of this version, for a crisis. It may only widen, changes nothing until both have signed, and ends by itself',
    params: z.strictObject({ mandateId: id }),
    body: z.strictObject({ document: overlayDocument }),
    status: 201,
    returns: overlay,
  },
  'overlay.sign': {
    method: 'PUT',
    path: '/overlays/:overlayId/signature',
    access: 'mandate.sign',
    summary: 'Sign an overlay for my side: with a passkey, or with my password (the weaker form)',
    perMinute: 10,
    params: z.strictObject({ overlayId: id }),
    body: signing,
    status: 200,
    returns: overlay,
  },
})
