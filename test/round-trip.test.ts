// What was learned from validates against the document that was written: every JSON answer in the bundled captures. And others can use the
// document: a generator of clients makes one from it that compiles.

import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { generateSource } from 'oazapfts'
import { expect, test } from 'vitest'
import { createPipeline, type Exchange } from '../reconstruct/index.ts'
import { Counters } from '../sensor/base/counters.ts'
import { CaptureParser } from '../sensor/index.ts'
import { replayFixture, scratchFolder } from './support/inventory-files.ts'
import { lintOpenapi } from './support/lint-openapi.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('round-trip')
const cases = readdirSync('fixtures').filter((name) => /^(shop|verdaccio)/.test(name))

interface Answer {
  method: string
  path: string
  host: string
  status: number
  type: string
  body: unknown
}

function answersIn(file: string): Answer[] {
  const answers: Answer[] = []
  const exchange = ({ request, response }: Exchange): void => {
    const type = (response?.header('content-type') ?? '').split(';')[0]?.trim() ?? ''
    if (request === null || response === null || response.truncated || response.bodyBytes === 0 || !/json$/.test(type)) return
    answers.push({
      method: request.method.toLowerCase(),
      path: request.target().split('?')[0] as string,
      host: request.header('host') ?? '',
      status: response.status,
      type,
      body: JSON.parse(Buffer.from(response.decodedBody()).toString()) as unknown,
    })
  }
  const counters = new Counters()
  const pipeline = createPipeline({ counters, sink: { exchange, flow: () => undefined } })
  const capture = readFileSync(file)
  const parser = new CaptureParser(pipeline.packets, counters)
  parser.finish(capture.length - parser.push(capture, 0, capture.length))
  pipeline.finish()
  return answers
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/]+')}/?$`)
const pointer = (part: string): string => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))

test.each(cases)('%s: every answer fits the document', async (name) => {
  const db = await replayFixture(folder, name)
  const answers = answersIn(`fixtures/${name}/capture.pcap`)
  let matched = 0
  for (const host of new Set(answers.map((answer) => answer.host))) {
    const { out } = await earshot('export', 'openapi', '--db', db, '--service', host, '--format', 'json')
    const document = JSON.parse(out) as { paths: Record<string, Record<string, { responses: object }>> }
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    ajv.addSchema({ $id: 'document', ...document })
    for (const { method, path, status, type, body } of answers.filter((answer) => answer.host === host)) {
      const found = Object.keys(document.paths).find(
        (each) => pattern(each).test(path) && String(status) in (document.paths[each]?.[method]?.responses ?? {}),
      )
      if (found === undefined) continue
      matched++
      const place = `document#/paths/${pointer(found)}/${method}/responses/${status}/content/${pointer(type)}/schema`
      const fits = ajv.validate({ $ref: place }, body)
      expect({ place, errors: fits ? null : ajv.errors }).toEqual({ place, errors: null })
    }
  }
  expect(matched).toBeGreaterThan(answers.length * 0.5)
})

test.each(cases)('%s: the document has no errors in either version', async (name) => {
  const db = await replayFixture(folder, name)
  for (const version of ['3.0', '3.1'])
    expect(await lintOpenapi((await earshot('export', 'openapi', '--db', db, '--openapi', version)).out)).toEqual([])
})

const COMPILER_OPTIONS = {
  ...{ noEmit: true, strict: true, skipLibCheck: true, allowImportingTsExtensions: true, target: 'es2023', lib: ['es2023', 'dom'] },
  ...{ module: 'nodenext', moduleResolution: 'nodenext', types: [] },
}
// The program uses the client as a caller of the shop would: names and types are those that were inferred.
const USE = (client: string): string => `import * as shop from './${client}'
const answer = await shop.getApiV1ProductsByProductSlug('green-tea')
if (answer.status === 200) console.log(answer.data.name.toUpperCase(), answer.data.price.toFixed(2))
await shop.getApiV1Products({ page: 1 })
// @ts-expect-error: a page is a number
await shop.getApiV1Products({ page: 'one' })
`

test('a client is generated from the document, and a program that uses it compiles', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const place = join(folder, 'client')
  mkdirSync(place)
  symlinkSync(resolve('node_modules'), join(place, 'node_modules'))
  for (const version of ['3.0', '3.1']) {
    const document = join(place, `${version}.json`)
    const service = ['--service', 'shop.example.test:8080']
    writeFileSync(document, (await earshot('export', 'openapi', '--db', db, ...service, '--openapi', version, '--format', 'json')).out)
    const client = `client-${version}.ts`
    writeFileSync(join(place, client), await generateSource(document))
    writeFileSync(join(place, `use-${version}.ts`), USE(client))
  }
  writeFileSync(join(place, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] }))
  const compiled = await promisify(execFile)('node_modules/.bin/tsc', ['-p', place]).catch((error: { stdout: string }) => error)
  expect(compiled.stdout).toBe('')
}, 60_000)
