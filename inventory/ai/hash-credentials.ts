// Hashes of credentials as they may lie on disk: under the key of the database, so that nobody can try keys out against a stolen file.

import type { AiInventory, AiProvider, ProviderCredential } from './ai-model.ts'

/** A copy in which every hash of a credential is replaced by `keyed` of it. */
export function hashCredentials(ai: AiInventory, keyed: (hash: number) => number): AiInventory {
  const providers = new Map<string, AiProvider>()
  for (const [key, provider] of ai.providers) {
    const credentials = new Map<number, ProviderCredential>()
    for (const [hash, credential] of provider.credentials) credentials.set(keyed(hash), credential)
    providers.set(key, { ...provider, credentials })
  }
  return { ...ai, providers }
}
