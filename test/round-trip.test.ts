// What was learned from validates against the document that was written: every JSON answer in the bundled captures.

import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
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
