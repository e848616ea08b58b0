// Data of people on its way to a model.

import { isSelfHosted, placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import { modelCall } from './mcp-example.ts'
import { finding, type Rule } from './rule.ts'
import { isPersonal, isSecret, titleOf } from './tool-data.ts'

export const AI_PERSONAL_DATA_IN_PROMPT: Rule = {
  id: 'ai-personal-data-in-prompt',
  kind: 'ai',
  severity: 'high',
  summary: 'Personal or payment data is in prompts.',
  remedy: 'Mask it before it leaves, or use a model that runs in your own house; check the contract with the provider.',
  references: ['OWASP LLM02:2025 Sensitive Information Disclosure', 'GDPR articles 28 and 44'],
  examples: {
    fires: { text: 'an account number is in the prompt', calls: [modelCall('Why was DE89370400440532013000 debited?')] },
    silent: { text: 'an order number is in the prompt', calls: [modelCall('Where is order 89370400440532?')] },
  },
  *find({ inventory }) {
    for (const provider of shownProviders(inventory.ai)) {
      for (const [type, n] of [...provider.prompts].sort()) {
        if (!isPersonal(type) || isSecret(type)) continue
        yield finding(
          AI_PERSONAL_DATA_IN_PROMPT,
          { ...placeOfProvider(provider), location: 'request.body', type },
          {
            severity: isSelfHosted(provider) ? 'medium' : 'high',
            confidence: 0.8,
            evidence: [{ text: `${titleOf(type)} in prompts to ${provider.id}`, n }],
            ...timesOfProvider(provider),
          },
        )
      }
    }
  },
}
