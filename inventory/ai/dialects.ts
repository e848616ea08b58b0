// How model servers and vector databases are spoken to: which path with which shape. Data; readers are in providers.ts.

export interface DialectRow {
  /** Catalogue id of whoever answers so, where the host tells nothing better. */
  readonly id: string
  readonly kind: 'llm-api' | 'llm-gateway' | 'model-server' | 'vector-db'
  readonly method: 'POST' | 'GET'
  /** Matched against the path without query. Group 1 is the model, where the path names it. */
  readonly path: RegExp
  /** Members that the request has; a name with `[]` is a list. */
  readonly request: readonly string[]
  /** Members of the reply (or of an event of it), any one of them. */
  readonly reply: readonly string[]
  /** Or this header on the reply. */
  readonly replyHeader?: string
}

const LLM = 'openai-compatible'

export const DIALECTS: readonly DialectRow[] = [
  { id: LLM, kind: 'model-server', method: 'POST', path: /\/chat\/completions$/, request: ['model', 'messages[]'], reply: ['choices'] },
  { id: LLM, kind: 'model-server', method: 'POST', path: /\/v1\/completions$/, request: ['model', 'prompt'], reply: ['choices'] },
  { id: LLM, kind: 'model-server', method: 'POST', path: /\/v1\/embeddings$/, request: ['model', 'input'], reply: ['data'] },
  { id: LLM, kind: 'model-server', method: 'POST', path: /\/v1\/responses$/, request: ['model', 'input'], reply: ['output', 'response'] },
  {
    id: 'anthropic-compatible',
    kind: 'llm-api',
    method: 'POST',
    path: /\/v1\/messages$/,
    request: ['model', 'messages[]', 'max_tokens'],
    reply: ['content', 'message'],
  },
  {
    id: 'google-gemini',
    kind: 'llm-api',
    method: 'POST',
    path: /\/models\/([^/:]+):(?:stream)?[gG]enerateContent$/,
    request: ['contents[]'],
    reply: ['candidates'],
  },
  {
    id: 'aws-bedrock',
    kind: 'llm-api',
    method: 'POST',
    path: /^\/model\/([^/]+)\/converse(?:-stream)?$/,
    request: ['messages[]'],
    reply: ['output', 'messageStart', 'role'],
  },
  {
    id: 'aws-bedrock',
    kind: 'llm-api',
    method: 'POST',
    path: /^\/model\/([^/]+)\/invoke(?:-with-response-stream)?$/,
    request: [],
    reply: [],
    replyHeader: 'x-amzn-bedrock-input-token-count',
  },
  {
    id: 'cohere',
    kind: 'llm-api',
    method: 'POST',
    path: /^\/v2\/chat$/,
    request: ['model', 'messages[]'],
    reply: ['finish_reason', 'delta'],
  },
  { id: 'ollama', kind: 'model-server', method: 'POST', path: /^\/api\/chat$/, request: ['model', 'messages[]'], reply: ['done'] },
  { id: 'ollama', kind: 'model-server', method: 'POST', path: /^\/api\/generate$/, request: ['model'], reply: ['done'] },
  {
    id: 'ollama',
    kind: 'model-server',
    method: 'POST',
    path: /^\/api\/embed(?:dings)?$/,
    request: ['model'],
    reply: ['embeddings', 'embedding'],
  },
  { id: 'ollama', kind: 'model-server', method: 'GET', path: /^\/api\/(?:tags|ps)$/, request: [], reply: ['models'] },
  {
    id: 'hf-tgi',
    kind: 'model-server',
    method: 'POST',
    path: /^\/generate(?:_stream)?$/,
    request: ['inputs'],
    reply: ['generated_text', 'token'],
  },
  {
    id: 'triton',
    kind: 'model-server',
    method: 'POST',
    path: /^\/v2\/models\/([^/]+)(?:\/versions\/[^/]+)?\/infer$/,
    request: ['inputs[]'],
    reply: ['outputs'],
  },
  {
    id: 'triton',
    kind: 'model-server',
    method: 'GET',
    path: /^\/v2\/models\/([^/]+)(?:\/versions\/[^/]+)?$/,
    request: [],
    reply: ['platform'],
  },
  {
    id: 'tf-serving',
    kind: 'model-server',
    method: 'POST',
    path: /^\/v1\/models\/([^/:]+)(?:\/versions\/[^/:]+)?:predict$/,
    request: ['instances[]'],
    reply: ['predictions'],
  },
  {
    id: 'qdrant',
    kind: 'vector-db',
    method: 'POST',
    path: /^\/collections\/[^/]+\/points\/(?:search|query|scroll|recommend)(?:\/batch)?$/,
    request: [],
    reply: ['result'],
  },
  {
    id: 'chroma',
    kind: 'vector-db',
    method: 'POST',
    path: /^\/api\/v[12]\/(?:tenants\/[^/]+\/databases\/[^/]+\/)?collections\/[^/]+\/(?:query|get|add|upsert)$/,
    request: [],
    reply: ['ids', 'embeddings', 'included'],
  },
  {
    id: 'milvus',
    kind: 'vector-db',
    method: 'POST',
    path: /^\/v2\/vectordb\/(?:entities|collections)\/[a-z_]+$/,
    request: ['collectionName'],
    reply: ['code', 'data'],
  },
  { id: 'weaviate', kind: 'vector-db', method: 'POST', path: /^\/v1\/batch\/objects$/, request: ['objects[]'], reply: [] },
]

/** One look at a path: may any row match it? */
export const DIALECT_PATHS = new RegExp(DIALECTS.map((row) => `(?:${row.path.source})`).join('|'))

/** Who serves an OpenAI-compatible path, told by something in a reply: the server replaces `openai-compatible` at its address. */
export const SERVER_TELLS: readonly {
  readonly id: string
  readonly kind: 'llm-gateway' | 'model-server'
  readonly header?: string
  readonly owner?: string
}[] = [
  { id: 'litellm', kind: 'llm-gateway', header: 'x-litellm-' },
  { id: 'hf-tgi', kind: 'model-server', header: 'x-compute-type' },
  { id: 'vllm', kind: 'model-server', owner: 'vllm' },
  { id: 'llama-cpp', kind: 'model-server', owner: 'llamacpp' },
  { id: 'lm-studio', kind: 'model-server', owner: 'organization_owner' },
  { id: 'ollama', kind: 'model-server', owner: 'library' },
]
