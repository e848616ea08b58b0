// A secret on its way to a model.

import { isSelfHosted, placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import { modelCall } from './mcp-example.ts'
import { finding, type Rule } from './rule.ts'
import { isSecret, titleOf } from './tool-data.ts'

export const AI_SECRET_IN_PROMPT: Rule = {
  id: 'ai-secret-in-prompt',
  kind: 'ai',
  severity: 'high',
  summary: 'Secrets are in prompts.',
  remedy: 'Change the secret, and filter what programs and people paste into prompts.',
  references: ['OWASP LLM02:2025 Sensitive Information Disclosure', 'CWE-522'],
  examples: {
    fires: { text: 'an access key is in the prompt', calls: [modelCall('Why does AKIAQ7EXQ2WVFJ4MB6TN not work?')] },
    silent: { text: 'the word for a key is in the prompt', calls: [modelCall('Why does my access key not work?')] },
  },
  *find({ inventory }) {
    for (const provider of shownProviders(inventory.ai)) {
      for (const [type, n] of [...provider.prompts].sort()) {
        if (!isSecret(type)) continue
        yield finding(
          AI_SECRET_IN_PROMPT,
          { ...placeOfProvider(provider), location: 'request.body', type },
          {
            severity: isSelfHosted(provider) ? 'medium' : 'high',
            confidence: 0.9,
            evidence: [{ text: `${titleOf(type)} in prompts to ${provider.id}`, n }],
            ...timesOfProvider(provider),
          },
        )
      }
    }
  },
}
