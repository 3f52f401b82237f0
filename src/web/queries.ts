import { operations } from 'virtual:operations'
import {
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import {
  type AnyRequest,
  type Asked,
  type OperationId,
  ProblemError,
  type RequestFor,
  type ResultOf,
  send,
} from './api.ts'
import { touchedBy } from './refreshes.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ProblemError
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      // the session ended meanwhile: ask again who I am, and the guard leads to sign-in
      if (error instanceof ProblemError && error.problem.code === 'not_signed_in') refresh(['session.show'])
    },
  }),
  defaultOptions: {
    // events of the live stream refresh what changed; this is for what has none
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && error.passing },
    mutations: { retry: false },
  },
})

/** Refreshes the queries whose operation starts with one of the prefixes: 'contact.', 'contact.show'. */
export function refresh(prefixes: readonly string[]): void {
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => prefixes.some((prefix) => String(queryKey[0]).startsWith(prefix)),
  })
}

export function readOptions<Op extends OperationId>(operation: Op, request?: RequestFor<Op>) {
  return {
    queryKey: [operation, request ?? {}] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      send(operation, (request ?? {}) as AnyRequest, signal) as Promise<ResultOf<Op>>,
  }
}

/** Reads an operation and keeps it fresh. The third argument `{ enabled: false }` waits. */
export function useRead<Op extends OperationId>(
  operation: Op,
  request?: Asked<Op>[0],
  { enabled = true }: { enabled?: boolean } = {},
): UseQueryResult<ResultOf<Op>, ProblemError> {
  return useQuery({ ...readOptions(operation, request), enabled })
}

type Paged<T> = T extends { items: (infer Item)[]; nextCursor: string | null } ? Item : never

/** A list by cursor pages: `items` so far, `more()` for the next page while `hasMore`. */
export function useReadPages<Op extends OperationId>(operation: Op, request?: Asked<Op>[0]) {
  const asked = (request ?? {}) as AnyRequest
  const pages = useInfiniteQuery({
    queryKey: [operation, { ...asked, pages: true }] as const,
    queryFn: ({ signal, pageParam }) =>
      send(operation, { ...asked, query: { ...asked.query, cursor: pageParam } }, signal) as Promise<{
        items: Paged<ResultOf<Op>>[]
        nextCursor: string | null
      }>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  return {
    items: pages.data?.pages.flatMap((page) => page.items),
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    busy: pages.isFetchingNextPage,
    isPending: pages.isPending,
    error: pages.error,
    refetch: pages.refetch,
  }
}

/**
 * Does an operation. On success what it touches is read again (see refreshes.ts), and what `refreshes` names.
 * Where the operation asks for an idempotency key, the same request tried again after a cut line carries the
 * same key, so that pressing twice never decides twice.
 */
export function useAct<Op extends OperationId>(
  operation: Op,
  { refreshes = [] }: { refreshes?: readonly string[] } = {},
) {
  const client = useQueryClient()
  const kept = useRef({ request: '', key: '' })
  const mutation = useMutation<ResultOf<Op>, ProblemError, AnyRequest>({
    mutationFn: (request) => send(operation, withKey(request)),
    onSuccess: () => {
      kept.current = { request: '', key: '' }
      refresh([...touchedBy(operation), ...refreshes])
    },
    onError: (error) => {
      if (!error.passing) kept.current = { request: '', key: '' }
      if (error.problem.code === 'not_signed_in') client.invalidateQueries({ queryKey: ['session.show'] })
    },
  })

  function withKey(request: AnyRequest): AnyRequest {
    if (!operations[operation][2] || request.idempotencyKey) return request
    const same = JSON.stringify(request)
    if (kept.current.request !== same) kept.current = { request: same, key: newKey() }
    return { ...request, idempotencyKey: kept.current.key }
  }

  return {
    run: (request: RequestFor<Op>, onDone?: (result: ResultOf<Op>) => void) =>
      mutation.mutate(request as AnyRequest, { onSuccess: (result) => onDone?.(result) }),
    runAsync: (request: RequestFor<Op>) => mutation.mutateAsync(request as AnyRequest),
    busy: mutation.isPending,
    problem: mutation.error,
    result: mutation.data,
    done: mutation.isSuccess,
    reset: mutation.reset,
  }
}

/** 32 hexadecimal characters; randomUUID is missing where the page is served without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
