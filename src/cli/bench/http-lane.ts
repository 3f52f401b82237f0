import { connect, type Socket } from 'node:net'

/**
 * One kept-alive HTTP/1.1 connection that sends a request after the answer to the one before. As lean as can be: it
 * shares the machine, and here even the process, with the server it asks.
 */
export class HttpLane {
  private readonly socket: Socket
  private readonly host: string
  private received = ''
  private waiting: { resolve(body: string): void; reject(error: Error): void } | null = null

  constructor(url: string) {
    const { hostname, port, host } = new URL(url)
    this.host = host
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.socket.setEncoding('latin1')
    this.socket.on('data', (chunk) => this.take(String(chunk)))
    this.socket.on('error', (error) => this.waiting?.reject(error))
    this.socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')))
  }

  /** @param headers lines of ASCII @returns the answer's body, whatever its status */
  post(path: string, headers: Record<string, string>, body: string): Promise<string> {
    const lines = Object.entries({ host: this.host, 'content-type': 'application/json', ...headers })
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    this.socket.write(
      `POST ${path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
    })
  }

  close(): void {
    this.waiting = null
    this.socket.destroy()
  }

  private take(chunk: string): void {
    this.received += chunk
    const headEnd = this.received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const length = Number(
      /\r\ncontent-length: (\d+)/i.exec(this.received.slice(0, headEnd))?.[1] ?? Number.NaN,
    )
    if (Number.isNaN(length)) throw new Error('an answer without a length')
    const end = headEnd + 4 + length
    if (this.received.length < end) return
    const body = this.received.slice(headEnd + 4, end)
    this.received = this.received.slice(end)
    this.waiting?.resolve(body)
  }
}
