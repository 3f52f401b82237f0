declare module 'virtual:operations' {
  type OperationId = import('../contract/all.ts').OperationId
  type Method = import('../contract/route.ts').Method

  /** Made by vite.config.ts from the contract: method, path, and whether an Idempotency-Key is asked for. */
  export const operations: Record<OperationId, [method: Method, path: string, idempotent: boolean]>
}
