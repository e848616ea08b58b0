import type { Command } from './command.ts'
import { aiCommand } from './commands/ai.ts'
import { completionCommand } from './commands/completion.ts'
import { coverageCommand } from './commands/coverage.ts'
import { diffCommand } from './commands/diff.ts'
import { doctorCommand } from './commands/doctor.ts'
import { endpointsCommand } from './commands/endpoints.ts'
import { exchangesCommand } from './commands/exchanges.ts'
import { explainCommand } from './commands/explain.ts'
import { exportCommand } from './commands/export.ts'
import { findingsCommand } from './commands/findings.ts'
import { interfacesCommand } from './commands/interfaces.ts'
import { mcpCommand } from './commands/mcp.ts'
import { replayCommand } from './commands/replay.ts'
import { runsCommand } from './commands/runs.ts'
import { servicesCommand } from './commands/services.ts'
import { sniffCommand } from './commands/sniff.ts'
import { specCommand } from './commands/spec.ts'

/** Every command, in the order of the help: first what learns, then what answers, then what helps. */
export const COMMANDS: readonly Command[] = [
  sniffCommand,
  replayCommand,
  exchangesCommand,
  endpointsCommand,
  servicesCommand,
  findingsCommand,
  mcpCommand,
  aiCommand,
  explainCommand,
  runsCommand,
  coverageCommand,
  specCommand,
  exportCommand,
  diffCommand,
  interfacesCommand,
  doctorCommand,
  completionCommand(() => COMMANDS),
]
