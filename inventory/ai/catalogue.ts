// Known providers of models, vectors and hosted tools, by host name: data, no code. Entries of users are merged by `id`: their
// hosts are added to ours, and their kind counts.
// Host patterns: `api.example.com` is that host; `*.example.com` is any host below it (at a label boundary, so that
// `example.com.evil.test` never matches); `{}` stands for one label, or the rest of one.

export const PROVIDER_KINDS = ['llm-api', 'llm-gateway', 'model-server', 'vector-db', 'agent-platform', 'mcp-host'] as const

export interface CatalogueEntry {
  readonly id: string
  readonly kind: (typeof PROVIDER_KINDS)[number]
  readonly hosts: readonly string[]
}

/** The day on which it was last checked against what vendors publish. */
export const CATALOGUE_VERSION = '2026-11-23'

export const CATALOGUE: readonly CatalogueEntry[] = [
  { id: 'openai', kind: 'llm-api', hosts: ['api.openai.com', '{}.api.openai.com'] },
  { id: 'azure-openai', kind: 'llm-api', hosts: ['*.openai.azure.com', '*.cognitiveservices.azure.com', '*.services.ai.azure.com'] },
  { id: 'anthropic', kind: 'llm-api', hosts: ['api.anthropic.com'] },
  { id: 'google-gemini', kind: 'llm-api', hosts: ['generativelanguage.googleapis.com'] },
  { id: 'google-vertex', kind: 'llm-api', hosts: ['aiplatform.googleapis.com', '{}-aiplatform.googleapis.com'] },
  {
    id: 'aws-bedrock',
    kind: 'llm-api',
    hosts: [
      'bedrock-runtime.{}.amazonaws.com',
      'bedrock-runtime-fips.{}.amazonaws.com',
      'bedrock-agent-runtime.{}.amazonaws.com',
      '*.bedrock-runtime.{}.vpce.amazonaws.com',
    ],
  },
  { id: 'mistral', kind: 'llm-api', hosts: ['api.mistral.ai', 'codestral.mistral.ai'] },
  { id: 'cohere', kind: 'llm-api', hosts: ['api.cohere.com', 'api.cohere.ai'] },
  { id: 'groq', kind: 'llm-api', hosts: ['api.groq.com'] },
  { id: 'deepseek', kind: 'llm-api', hosts: ['api.deepseek.com'] },
  { id: 'xai', kind: 'llm-api', hosts: ['api.x.ai', '{}.api.x.ai'] },
  { id: 'together', kind: 'llm-api', hosts: ['api.together.xyz', 'api.together.ai'] },
  { id: 'perplexity', kind: 'llm-api', hosts: ['api.perplexity.ai'] },
  { id: 'fireworks', kind: 'llm-api', hosts: ['api.fireworks.ai'] },
  { id: 'cerebras', kind: 'llm-api', hosts: ['api.cerebras.ai'] },
  { id: 'sambanova', kind: 'llm-api', hosts: ['api.sambanova.ai'] },
  { id: 'ai21', kind: 'llm-api', hosts: ['api.ai21.com'] },
  { id: 'moonshot', kind: 'llm-api', hosts: ['api.moonshot.cn', 'api.moonshot.ai'] },
  { id: 'zhipu', kind: 'llm-api', hosts: ['open.bigmodel.cn', 'api.z.ai'] },
  { id: 'alibaba-dashscope', kind: 'llm-api', hosts: ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com'] },
  { id: 'replicate', kind: 'llm-api', hosts: ['api.replicate.com'] },
  { id: 'stability', kind: 'llm-api', hosts: ['api.stability.ai'] },
  { id: 'elevenlabs', kind: 'llm-api', hosts: ['api.elevenlabs.io'] },
  { id: 'voyage', kind: 'llm-api', hosts: ['api.voyageai.com'] },
  { id: 'jina', kind: 'llm-api', hosts: ['api.jina.ai'] },
  { id: 'nvidia-nim', kind: 'llm-api', hosts: ['integrate.api.nvidia.com'] },
  {
    id: 'github-copilot',
    kind: 'llm-api',
    hosts: ['api.githubcopilot.com', 'api.{}.githubcopilot.com', 'copilot-proxy.githubusercontent.com'],
  },
  { id: 'github-models', kind: 'llm-gateway', hosts: ['models.github.ai', 'models.inference.ai.azure.com'] },
  { id: 'openrouter', kind: 'llm-gateway', hosts: ['openrouter.ai', 'api.openrouter.ai'] },
  {
    id: 'huggingface',
    kind: 'llm-gateway',
    hosts: ['router.huggingface.co', 'api-inference.huggingface.co', '*.endpoints.huggingface.cloud'],
  },
  { id: 'vercel-ai-gateway', kind: 'llm-gateway', hosts: ['ai-gateway.vercel.sh'] },
  { id: 'cloudflare-ai-gateway', kind: 'llm-gateway', hosts: ['gateway.ai.cloudflare.com'] },
  { id: 'portkey', kind: 'llm-gateway', hosts: ['api.portkey.ai'] },
  { id: 'databricks-serving', kind: 'llm-gateway', hosts: ['{}.ai-gateway.cloud.databricks.com'] },
  { id: 'ollama', kind: 'llm-api', hosts: ['ollama.com'] },
  { id: 'pinecone', kind: 'vector-db', hosts: ['api.pinecone.io', '*.pinecone.io'] },
  { id: 'qdrant', kind: 'vector-db', hosts: ['*.cloud.qdrant.io'] },
  { id: 'weaviate', kind: 'vector-db', hosts: ['*.weaviate.network', '*.weaviate.cloud'] },
  { id: 'chroma', kind: 'vector-db', hosts: ['api.trychroma.com'] },
  { id: 'milvus', kind: 'vector-db', hosts: ['*.zillizcloud.com'] },
  { id: 'langsmith', kind: 'agent-platform', hosts: ['api.smith.langchain.com', '*.langgraph.app'] },
  { id: 'dify', kind: 'agent-platform', hosts: ['api.dify.ai'] },
  {
    id: 'mcp-host',
    kind: 'mcp-host',
    hosts: [
      'mcp.notion.com',
      'mcp.linear.app',
      'mcp.sentry.dev',
      'mcp.atlassian.com',
      'mcp.stripe.com',
      'mcp.paypal.com',
      'mcp.asana.com',
      'mcp.intercom.com',
      'mcp.context7.com',
      'mcp.figma.com',
      'mcp.vercel.com',
      'mcp.neon.tech',
      'mcp.supabase.com',
      'mcp.deepwiki.com',
      'mcp.zapier.com',
      'mcp.cloudflare.com',
      '*.mcp.cloudflare.com',
    ],
  },
]
