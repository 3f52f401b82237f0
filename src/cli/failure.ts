/** A command can't do what it was asked: one sentence for the person at the terminal, and the exit code. */
export class CommandFailure extends Error {
  readonly exitCode: number
  constructor(sentence: string, exitCode = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}

/** What was typed makes no sense: exit 2, as shells have it. */
export class UsageFailure extends CommandFailure {
  constructor(sentence: string) {
    super(sentence, 2)
  }
}
