import { expect, it } from 'vitest'
import { internalTargets } from '../../../inventory/ai/internal-targets.ts'

it.each([
  [{ url: 'http://169.254.169.254/latest/meta-data/' }, ['metadata']],
  [{ urls: ['http://metadata.google.internal/x'] }, ['metadata']],
  [{ url: 'http://169.254.7.7/' }, ['link-local']],
  [{ url: 'http://localhost:8080/admin' }, ['loopback']],
  [{ url: 'https://example.org/?see=metadata' }, []],
  [{ text: 'version 169.254.169.2541' }, []],
  [{ host: 'localhost.example.org' }, []],
])('%j leads to %j', (value, kinds) => expect(internalTargets(value)).toEqual(kinds))
