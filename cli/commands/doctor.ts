import { EXIT } from '../../sensor/base/errors.ts'
import { diagnose } from '../../sensor/index.ts'
import type { RunCommand } from '../command.ts'
import { listOption, textOption } from '../options.ts'
import { styleOf } from '../style.ts'

export const run: RunCommand = async ({ options }, io) => {
  const interfaces = listOption(options, 'interface')
  const checks = (
    await Promise.all(
      (interfaces.length === 0 ? [undefined] : interfaces).map((name) => diagnose(name === undefined ? {} : { interface: name })),
    )
  ).flat()
  // one driver that works is enough: a missing one is a remark, not a fault
  if (textOption(options, 'format') === 'json') io.out(`${JSON.stringify({ checks }, null, 2)}\n`)
  else {
    const style = styleOf(io.outIsTerminal, io.env)
    for (const check of checks) {
      io.out(`${check.ok ? style.green('ok  ') : style.red('no  ')} ${check.what}: ${check.detail}\n`)
      if (!check.ok && check.remedy) io.out(`     ${style.dim('type:')} ${check.remedy}\n`)
    }
  }
  return checks.every((check) => check.ok) ? EXIT.ok : EXIT.findings
}
