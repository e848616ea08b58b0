import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { Command, RunCommand } from '../command.ts'
import { COMMANDS } from '../commands.ts'
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionRow } from '../options.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

export const run: RunCommand = async ({ arguments: [shell] }, io) => {
  const writer = { bash, zsh, fish }[shell as (typeof SHELLS)[number]]
  if (writer === undefined) throw new UserError(`unknown shell "${shell}"`, { hint: `Choose one of ${SHELLS.join(', ')}.` })
  io.out(writer(COMMANDS))
  return EXIT.ok
}

const optionsOf = (command: Command): readonly OptionName[] => [...command.options, ...COMMON_OPTIONS]
const row = (name: OptionName): OptionRow => OPTIONS[name]

function bash(commands: readonly Command[]): string {
  const cases = commands.map(
    (command) =>
      `    ${command.name}) words="${optionsOf(command)
        .map((name) => `--${name}`)
        .join(' ')}" ;;`,
  )
  return `_earshot() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _earshot earshot
`
}

function zsh(commands: readonly Command[]): string {
  return `#compdef earshot
autoload -U +X bashcompinit && bashcompinit
${bash(commands)}`
}

function fish(commands: readonly Command[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "\\'")}'`
  const names = commands.map((command) => `complete -c earshot -n __fish_use_subcommand -f -a ${command.name} -d ${quote(command.summary)}`)
  const options = commands.flatMap((command) =>
    optionsOf(command).map(
      (name) =>
        `complete -c earshot -n '__fish_seen_subcommand_from ${command.name}' -l ${name}${row(name).kind === 'flag' ? '' : ' -r'} -d ${quote(row(name).help)}`,
    ),
  )
  return `${[...names, ...options].join('\n')}\n`
}
