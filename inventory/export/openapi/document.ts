// An OpenAPI document from operations.

import type { OpenAPIV3_1 } from 'openapi-types'
import type { Service } from '../../model.ts'
import { KnownLists } from '../../schema/index.ts'
import type { ExportInput } from '../exporter.ts'
import { compareText, type OperationPlace, sortedOperations, timeText } from '../sorted-operations.ts'
import { Components } from './components.ts'
import { tagOf } from './names.ts'
import { type OperationWriting, operationObject } from './operation-object.ts'
import { type Path, type PathOperation, pathsOf } from './paths.ts'
import { securityName, securityScheme } from './security.ts'

/** What OpenAPI 3.0 and 3.1 have a place for. Others stand under `x-earshot-methods`. */
const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'])

/** One document for the services given: usually one, or all of them with `servers` at each path. */
export function openapiDocument(input: ExportInput, services: readonly Service[]): Record<string, unknown> {
  const { options, verdicts } = input
  const names = new Set(services.map(({ name }) => name))
  const places = sortedOperations(input.inventory).filter(({ service, operation }) => names.has(service.name) && isReal(operation.tier))
  const components = new Components()
  const writing: Omit<OperationWriting, 'lists'> = { options, verdicts, components, operationIds: new Set() }
  const paths = pathObjects(writing, services, places)
  const schemas = components.finish()
  const securitySchemes = securitySchemesOf(places)
  const tags = [...new Set(places.map(({ operation }) => tagOf(operation.segments)))].sort(compareText)
  const parts = {
    ...(Object.keys(schemas).length > 0 ? { schemas } : {}),
    ...(Object.keys(securitySchemes).length > 0 ? { securitySchemes } : {}),
  }
  return {
    openapi: options.openapi === '3.0' ? '3.0.3' : '3.1.0',
    info: infoObject(input, services, places),
    ...(services.length === 1 ? { servers: services.flatMap(serverObjects) } : {}),
    ...(tags.length > 0 ? { tags: tags.map((name) => ({ name })) } : {}),
    paths,
    ...(Object.keys(parts).length > 0 ? { components: parts } : {}),
  }
}

/** Closed lists that the bodies of one service show. */
function listsOf(places: readonly OperationPlace[]): KnownLists {
  const lists = new KnownLists()
  for (const { operation } of places) {
    for (const { schema } of operation.requestBodies.values()) lists.learn(schema)
    for (const { bodies } of operation.responses.values()) for (const { schema } of bodies.values()) lists.learn(schema)
  }
  return lists
}

/** Probes and refused tries are no operations. */
const isReal = (tier: string): boolean => tier === 'confirmed' || tier === 'one-sided'

/** One that was joined under a name of the settings is reached by those of its members. */
const serverObjects = ({ scheme, name, members = [] }: Service): OpenAPIV3_1.ServerObject[] =>
  (members.length === 0 || members.includes(name) ? [name] : members).map((host) => ({ url: `${scheme}://${host}` }))

function infoObject({ options }: ExportInput, services: readonly Service[], places: readonly OperationPlace[]): Record<string, unknown> {
  const exchanges = places.reduce((sum, { operation }) => sum + operation.seen.n, 0)
  const title = services.length === 1 ? (services[0] as Service).name : `${services.length} services`
  const about = 'Inferred from traffic: what was not called is not here.'
  if (options.clean === true) return { title, version: 'observed', description: about }
  const seen = places.map(({ operation }) => operation.seen)
  return {
    title,
    version: 'observed',
    description: about,
    'x-earshot': {
      ...(options.version === undefined ? {} : { version: options.version }),
      exchanges,
      firstSeen: timeText(seen.reduce((first, { firstUs }) => Math.min(first, firstUs), Infinity)),
      lastSeen: timeText(seen.reduce((last, { lastUs }) => Math.max(last, lastUs), 0)),
    },
  }
}

function pathObjects(
  writing: Omit<OperationWriting, 'lists'>,
  services: readonly Service[],
  all: readonly OperationPlace[],
): Record<string, unknown> {
  const paths: Record<string, unknown> = {}
  for (const service of services) {
    const places = all.filter((place) => place.service === service)
    const lists = listsOf(places)
    for (const path of pathsOf(places)) {
      // OpenAPI cannot say "the same path at another host": a fragment, which no request carries, keeps them apart
      const key = Object.hasOwn(paths, path.path) ? `${path.path}#${service.name}` : path.path
      paths[key] = pathObject({ ...writing, lists }, path, services.length === 1 ? null : service)
    }
  }
  if (services.length === 1) return paths
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => compareText(a, b)))
}

function pathObject(writing: OperationWriting, path: Path, service: Service | null): Record<string, unknown> {
  const usual = path.operations.filter(({ operation }) => METHODS.has(operation.method))
  const unusual = path.operations.filter(({ operation }) => !METHODS.has(operation.method))
  const objects = (operations: readonly PathOperation[]) =>
    operations.map((place) => [
      METHODS.has(place.operation.method) ? place.operation.method.toLowerCase() : place.operation.method,
      operationObject(writing, place),
    ])
  return {
    ...(service === null ? {} : { servers: serverObjects(service) }),
    ...Object.fromEntries(objects(usual)),
    ...(unusual.length > 0 ? { 'x-earshot-methods': Object.fromEntries(objects(unusual)) } : {}),
  }
}

function securitySchemesOf(places: readonly OperationPlace[]): Record<string, unknown> {
  const schemes = new Set(places.flatMap(({ operation }) => [...operation.auth.values()].map(({ scheme }) => scheme)))
  return Object.fromEntries(
    [...schemes].sort(compareText).flatMap((scheme) => {
      const object = securityScheme(scheme)
      return object === null ? [] : [[securityName(scheme), object]]
    }),
  )
}
